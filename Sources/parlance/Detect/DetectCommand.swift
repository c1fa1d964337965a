internal import ArgumentParser
internal import Classification
internal import Languages

#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// `parlance detect`.
struct DetectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "detect", abstract: "Tell the language of files or of standard input.",
    discussion: """
      Examples:
        parlance detect src/*
        pbpaste | parlance detect --top 3
        parlance detect --explain mystery.txt
        find . -type f -print0 | parlance detect --null --json
        parlance detect --jsonl --keep id < snippets.jsonl > languages.jsonl
        parlance detect --editor kakoune < mystery.txt

      Of a long file the head, the middle and the tail are read. A FIFO or a device is read where it is the only file.
      Exit code 1: an input could not be read.
      """)

  @Argument(help: ArgumentHelp("Files; - or none: standard input.", valueName: "file"))
  var files: [String] = []

  @Option(name: .long, help: ArgumentHelp("Tell the n best languages.", valueName: "n"))
  var top: Int?

  @Flag(
    name: .long,
    help: "One JSON object a line: file, language, confidence, alternatives, certain (it may be set without asking).")
  var json = false

  @Flag(name: .long, help: "Tell the words that spoke most for the best language too.")
  var explain = false

  @Flag(
    name: .long,
    help: "Read lines of {\"text\"} and write one {\"language\", \"confidence\", \"alternatives\"} for each.")
  var jsonl = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "With --jsonl: members of a line that its answer has too, so that it can be told whose it is: id,path.",
      valueName: "keys"))
  var keep: String?

  @Flag(
    name: .long,
    help: "End with 0 although inputs could not be read or answered, for programs that take 1 for a failure of all.")
  var exitZero = false

  @Flag(name: [.long, .customShort("0")], help: "Read the files' names from standard input, separated by NUL.")
  var null = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "For an editor's hook: print its own name for the language of one text, and nothing where that is not sure.",
      discussion: """
        Sure is what a language server would set without asking, \
        or what reaches --minimum-confidence. With --json or --jsonl: the name is in each object, as editorId.
        """, valueName: "editor"))
  var editor: Editor?

  @Option(name: .long, help: "How progress is told on standard error.")
  var progress: ProgressStyle = .auto

  @OptionGroup var languages: LanguageArguments
  @OptionGroup var model: ModelArguments
  @OptionGroup var precision: PrecisionArguments
  @OptionGroup var threads: ThreadArguments

  mutating func validate() throws {
    if let top, top < 1 { throw ValidationError("--top \(top): at least 1.") }
    if jsonl, json || null { throw ValidationError("--jsonl goes without --json and --null.") }
    try validateKeep()
    if jsonl, files.count > 1 { throw ValidationError("--jsonl reads one file, or standard input.") }
    if editor != nil, !json, !jsonl {
      if null || files.count > 1 { throw ValidationError("--editor tells of one text; of several with --json.") }
      if top != nil || explain {
        throw ValidationError("--editor prints one name; --top and --explain go with --json.")
      }
    }
    if null, files.contains("-") { throw ValidationError("--null reads names from standard input; - reads a text.") }
    if files.count(where: { $0 == "-" }) > 1 { throw ValidationError("- is named twice; standard input is one text.") }
  }

  private func validateKeep() throws {
    guard !keptKeys.isEmpty else { return }
    guard jsonl else { throw ValidationError("--keep goes with --jsonl.") }
    let own = ["language", "confidence", "alternatives", "editorId", "evidence", "error"]
    if let key = keptKeys.first(where: own.contains) {
      throw ValidationError("--keep \(key): the answer has a member of its own that is called so.")
    }
  }

  private var keptKeys: [String] { keep?.split(separator: ",").map(String.init) ?? [] }

  func run() throws {
    let classifier = try model.classifier(precision)
    let options = try languages.options(labels: classifier.labels)
    let isGood = try jsonl ? runLines(classifier, options) : runFiles(classifier, options)
    if !isGood, !exitZero { throw ExitCode(1) }
  }

  /// With JSON the alternatives cost nothing; as text one language a file is what is asked for.
  private var count: Int { top ?? (json || jsonl ? 5 : 1) }

  private func runLines(_ classifier: Classifier, _ options: ClassificationOptions) throws -> Bool {
    let path = files.first ?? "-"
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputError(path, errno: errno) }
    let name = path == "-" ? "standard input" : path
    let lines = DetectLines(
      answering: Answering(classifier: classifier, options: options, threads: threads.count, explains: explain),
      top: count, editor: editor, keptKeys: keptKeys)
    var reporter = reporter("lines", total: nil)
    defer { reporter.finish() }
    return try lines.run(LineStream(descriptor: descriptor, name: name), name: name) { reporter.update($0) }
  }

  private func runFiles(_ classifier: Classifier, _ options: ClassificationOptions) throws -> Bool {
    var names = NameSource(
      arguments: files.isEmpty && !null ? ["-"] : files, readsStandardInput: null, threads: threads.count)
    // One file is answered without starting threads for it.
    let isSingle = names.total == 1
    let answering = Answering(
      classifier: classifier, options: options, threads: isSingle ? 1 : threads.count, explains: explain)
    let editorAnswer = editor.map {
      EditorAnswer(editor: $0, answering: answering, hasBound: languages.minimumConfidence > 0)
    }
    let detect = DetectFiles(
      answering: answering, top: count, isJSON: json, editor: editorAnswer, nameWidth: names.width, waits: isSingle)
    var reporter = reporter("files", total: names.total)
    defer { reporter.finish() }
    return try detect.run({ () throws(InputError) in try names.next() }, progress: { reporter.update($0) })
  }

  /// A bar would only be in the way of answers that go to the same terminal.
  private func reporter(_ label: String, total: Int?) -> ProgressReporter {
    let isInTheWay = progress == .auto && Terminal.isTerminal(Terminal.standardOutput)
    return ProgressReporter(label, total: total, style: isInTheWay ? .none : progress)
  }
}
