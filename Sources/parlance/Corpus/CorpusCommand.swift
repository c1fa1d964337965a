internal import ArgumentParser
internal import Corpus
private import JSON

/// `parlance corpus`: folders into labelled snippets.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus", abstract: "Turn folders into labelled snippets for training.",
    usage: "parlance corpus DIR... -o FILE [--layout auto|folders|workspace] [--validation-share SHARE] [options]",
    discussion: """
      Writes JSON lines {"text", "language", "source", "group"}: FILE to learn from and, beside it, FILE with \
      ".validation" before its extension to measure on (data.jsonl and data.validation.jsonl); both or none.

      Examples:
        parlance corpus FileTypeData -o data.jsonl          # a folder a language: FileTypeData/python/...
        parlance corpus ~/src -o data.jsonl --group project # a workspace, split by project
        parlance corpus . -o data.jsonl --label .foo=foolang --validation-share 0.2 --maximum 5000
        parlance train --data data.jsonl --validation data.validation.jsonl --output runs/first

      In a workspace the language comes from .gitattributes (linguist-language), a modeline, the file's name, a #! line \
      or the extension; a file whose extension several languages share is left out unless its content says which. A \
      name in .gitattributes that the registry does not know is taken for a language of your own, and told. \
      Tagged code blocks of Markdown, MDX, R Markdown and Quarto files are taken too. Left out and counted: what \
      .gitignore and .ignore name, vendored, generated and minified files, what is no text, and copies. Files that are \
      nearly the same stay on one side of the split. Symbolic links are not followed.
      """)

  @Argument(help: ArgumentHelp("The folders.", valueName: "dir"))
  var directories: [String]

  @Option(name: [.short, .long], help: ArgumentHelp("The file to write (JSON lines).", valueName: "file"))
  var output: String

  @Option(
    help: ArgumentHelp(
      "folders: a folder a language; workspace: the language by file; auto: what the folders' names say.",
      valueName: "layout"))
  var layout = CorpusLayout.auto

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A language for an extension or a file name: .foo=foolang, Jobfile=groovy. Can be repeated.",
      valueName: "ext=name"))
  var label: [String] = []

  @Option(
    help: ArgumentHelp(
      "The share of each language that goes to the validation file; 0 writes none, and removes an older one.",
      valueName: "share"))
  var validationShare = CorpusOptions().validationShare

  @Option(help: ArgumentHelp("Decides the split, and what --maximum keeps.", valueName: "n"))
  var seed = CorpusOptions().seed

  @Option(
    help: ArgumentHelp("What stays on one side of the split: file, or project (repository, else top-level folder)."))
  var group = CorpusGrouping.file

  @Option(help: ArgumentHelp("At most so many snippets a language.", valueName: "n"))
  var maximum: Int?

  @Option(
    help: ArgumentHelp("Longer files are cut, at the ends of lines, into pieces of so many characters.", valueName: "n")
  )
  var maximumCharacters = CorpusOptions().maximumCharacters

  @Option(help: ArgumentHelp("Larger files are left out.", valueName: "bytes"))
  var maximumFileBytes = CorpusOptions().maximumFileBytes

  @Flag(name: .customLong("no-ignore"), help: "Take also what .gitignore, .git/info/exclude and .ignore name.")
  var noIgnore = false

  @Flag(name: .customLong("no-markdown-blocks"), help: "Leave the code blocks in Markdown files alone.")
  var noMarkdownBlocks = false

  @Flag(help: "What was done as one JSON object on standard output.")
  var json = false

  @Option(help: "How progress is told on standard error.")
  var progress: ProgressStyle = .auto

  @OptionGroup var threads: ThreadArguments

  mutating func validate() throws {
    if directories.isEmpty { throw ValidationError("Which folders?") }
    guard (0...0.9).contains(validationShare) else {
      throw ValidationError("--validation-share \(validationShare) is not in 0...0.9.")
    }
    if let maximum, maximum < 1 { throw ValidationError("--maximum \(maximum) is not 1 or more.") }
    guard maximumCharacters >= 1 else {
      throw ValidationError("--maximum-characters \(maximumCharacters) is not 1 or more.")
    }
    guard (1...(256 << 20)).contains(maximumFileBytes) else {
      throw ValidationError("--maximum-file-bytes \(maximumFileBytes) is not in 1...\(256 << 20).")
    }
    _ = try mapping()
  }

  func run() throws {
    let interruption = Interruption()
    var reporter = ProgressReporter("files", total: nil, style: progress)
    let builder = CorpusBuilder(directories: directories, options: try options())
    let report: CorpusReport?
    do {
      report = try builder.build(
        to: CorpusFiles(train: output), progress: { reporter.update($0) }, shouldStop: { interruption.isAsked })
    } catch {
      reporter.finish()
      if case CorpusError.noSnippets(_, let report) = error { CorpusReportText.writeSkipped(report) }
      Diagnostics.error("\(error)")
      throw ExitCode.failure
    }
    reporter.finish()
    guard let report else {
      Diagnostics.error("stopped; nothing was written")
      throw ExitCode(130)
    }
    show(report)
  }

  private func show(_ report: CorpusReport) {
    CorpusReportText.write(report, to: CorpusFiles(train: output), hasValidation: validationShare > 0)
    guard json else { return }
    var standardOutput = OutputBuffer.standardOutput
    standardOutput.writeLine(report.json().serializedString())
    standardOutput.flush()
  }

  private func options() throws -> CorpusOptions {
    var options = CorpusOptions()
    options.layout = layout
    options.grouping = group
    options.mapping = try mapping()
    options.validationShare = validationShare
    options.seed = seed
    options.maximumPerLanguage = maximum
    options.maximumCharacters = maximumCharacters
    options.maximumFileBytes = maximumFileBytes
    options.respectsIgnoreFiles = !noIgnore
    options.takesMarkdownBlocks = !noMarkdownBlocks
    options.threads = threads.count
    return options
  }

  private func mapping() throws -> LabelMapping {
    var mapping = LabelMapping()
    for text in label {
      guard mapping.add(text) else { throw ValidationError("--label \(text) is not of the form .foo=foolang.") }
    }
    return mapping
  }
}

extension CorpusLayout: ExpressibleByArgument {}
extension CorpusGrouping: ExpressibleByArgument {}
