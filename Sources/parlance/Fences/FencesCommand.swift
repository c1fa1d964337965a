internal import ArgumentParser
internal import Classification
internal import CodeBlocks
internal import Languages

/// `parlance fences`.
struct FencesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fences", abstract: "Look at the code blocks of Markdown files, check their tags, write missing ones.",
    discussion: """
      Without a flag every code block is listed, with its tag and what it looks like.

      Examples:
        parlance fences README.md docs/*.md
        parlance fences --check docs/*.md      # exit code 1 where a block is untagged or mistagged
        parlance fences --diff README.md       # what --fix would change
        parlance fences --fix README.md

      --fix writes the tags and changes nothing else, not one byte; where it is not sure, and where a block is shorter than \
      50 characters, it leaves the block alone and says so. A comment <!-- parlance-ignore --> before a block silences it. Tags that are no language
      (mermaid, output), attributes and front matter stay as they are, and so does a block whose closing fence is missing, so
      that the fence of a block that begins inside it closes it.

      Exit code 1: a file could not be read or written, or, with --check, a block is (still) untagged or mistagged.
      """)

  @Argument(help: ArgumentHelp("Markdown files; - is standard input.", valueName: "file"))
  var files: [String]

  @Flag(name: .long, help: "Tell only untagged and mistagged blocks, and end with 1 where there are any.")
  var check = false

  @Flag(name: .long, help: "Write the tags (of standard input: to standard output).")
  var fix = false

  @Flag(name: .long, help: "Show what --fix would change, as a unified diff.")
  var diff = false

  @Flag(name: .long, help: "One JSON object a block.")
  var json = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write a tag from this confidence on (0 to 1). Default: the model's threshold for the language, and 0.93.",
      valueName: "share"))
  var writeConfidence: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Call a tag wrong from this confidence on (0 to 1). Default: the model's threshold for the language, and 0.97.",
      valueName: "share"))
  var mistakeConfidence: Double?

  @Option(
    name: .long, parsing: .singleValue,
    help: ArgumentHelp("The tag to write for a language: shellscript=sh.", valueName: "language=tag"))
  var prefer: [String] = []

  @OptionGroup var languages: LanguageArguments
  @OptionGroup var model: ModelArguments
  @OptionGroup var precision: PrecisionArguments
  @OptionGroup var threads: ThreadArguments

  mutating func validate() throws {
    if fix, diff { throw ValidationError("--fix writes what --diff shows: give one of them.") }
    if json, fix || diff { throw ValidationError("--json lists; it goes without --fix and --diff.") }
    for (name, value) in [("--write-confidence", writeConfidence), ("--mistake-confidence", mistakeConfidence)] {
      if let value, !(0...1).contains(value) { throw ValidationError("\(name) \(value) is not between 0 and 1.") }
    }
    _ = try preferredTags()
  }

  func run() throws {
    let classifier = try model.classifier(precision)
    var settings = CodeBlockSettings()
    settings.minimumConfidence = writeConfidence
    settings.mistakeConfidence = mistakeConfidence
    settings.preferredTags = try preferredTags()
    let inspector = CodeBlockInspector(
      classifier: classifier, options: try languages.options(labels: classifier.labels), settings: settings)
    let pool = threads.pool()
    var isGood = true
    for file in files {
      do throws(InputError) {
        let document = try MarkdownDocument(path: file)
        let blocks = inspector.inspect(
          document.source, flavor: document.flavor, looksAtAll: !(check || fix || diff), pool: pool)
        isGood = try FencesReport(document: document, blocks: blocks, mode: mode, isChecking: check).run() && isGood
      } catch {
        Diagnostics.error(error.description)
        isGood = false
      }
    }
    if !isGood { throw ExitCode(1) }
  }

  private var mode: FencesReport.Mode {
    fix ? .fix : diff ? .diff : json ? .json : .list
  }

  private func preferredTags() throws -> [String: String] {
    var tags: [String: String] = [:]
    for pair in prefer {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, CodeBlockTags.isOneWord(String(parts[1])) else {
        throw ValidationError("--prefer \(pair): must be LANGUAGE=TAG, the tag a word without braces or commas.")
      }
      let name = String(parts[0])
      tags[(Languages[name] ?? Languages.byAlias(name))?.id ?? name] = String(parts[1])
    }
    return tags
  }
}
