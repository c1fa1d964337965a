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
        parlance detect --jsonl < snippets.jsonl > languages.jsonl
        parlance detect --editor kakoune < mystery.txt

      Of a long file the head, the middle and the tail are read. Exit code 1: an input could not be read.
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
    if jsonl, files.count > 1 { throw ValidationError("--jsonl reads one file, or standard input.") }
    if editor != nil, !json, !jsonl {
      if null || files.count > 1 { throw ValidationError("--editor tells of one text; of several with --json.") }
      if top != nil || explain {
        throw ValidationError("--editor prints one name; --top and --explain go with --json.")
      }
    }
    if null, files.contains("-") { throw ValidationError("--null reads names from standard input; - reads a text.") }
  }

  func run() throws {
    let classifier = try model.classifier(precision)
    let options = try languages.options(labels: classifier.labels)
    let isGood =
      try jsonl ? runLines(classifier, options) : null ? runNames(classifier, options) : runFiles(classifier, options)
    if !isGood { throw ExitCode(1) }
  }

  /// With JSON the alternatives cost nothing; as text one language a file is what is asked for.
  private var count: Int { top ?? (json || jsonl ? 5 : 1) }

  private func runLines(_ classifier: Classifier, _ options: ClassificationOptions) throws -> Bool {
    let path = files.first ?? "-"
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw InputError(path, errno: errno) }
    let name = path == "-" ? "standard input" : path
    let lines = DetectLines(
      answering: Answering(classifier: classifier, options: options, pool: threads.pool(), explains: explain),
      top: count, editor: editor)
    var reporter = reporter("lines", total: nil)
    defer { reporter.finish() }
    return try lines.run(LineStream(descriptor: descriptor, name: name), name: name) { reporter.update($0) }
  }

  private func runFiles(_ classifier: Classifier, _ options: ClassificationOptions) -> Bool {
    let names = files.isEmpty ? ["-"] : files
    let detect = detector(classifier, options, isSingle: names.count == 1)
    var reporter = reporter("files", total: names.count)
    defer { reporter.finish() }
    var isGood = true
    for start in stride(from: 0, to: names.count, by: DetectFiles.batchFiles) {
      let batch = names[start..<min(start + DetectFiles.batchFiles, names.count)]
      isGood = detect.run(Array(batch)) && isGood
      reporter.update(batch.endIndex)
    }
    return isGood
  }

  /// A bar would only be in the way of answers that go to the same terminal.
  private func reporter(_ label: String, total: Int?) -> ProgressReporter {
    let isInTheWay = progress == .auto && Terminal.isTerminal(Terminal.standardOutput)
    return ProgressReporter(label, total: total, style: isInTheWay ? .none : progress)
  }

  private func runNames(_ classifier: Classifier, _ options: ClassificationOptions) throws -> Bool {
    let detect = detector(classifier, options, isSingle: false)
    var isGood = files.isEmpty || detect.run(files)
    var input = LineStream(descriptor: STDIN_FILENO, name: "standard input", separator: 0)
    while true {
      let batch = try input.nextBatch(maximum: DetectFiles.batchFiles)
      if batch.isEmpty { return isGood }
      let names = batch.compactMap { $0.bytes.map { String(decoding: $0, as: UTF8.self) } }
      isGood = detect.run(names) && names.count == batch.count && isGood
    }
  }

  /// One file is answered without starting threads for it.
  private func detector(_ classifier: Classifier, _ options: ClassificationOptions, isSingle: Bool) -> DetectFiles {
    let pool = isSingle ? nil : threads.pool()
    let answering = Answering(classifier: classifier, options: options, pool: pool, explains: explain)
    let names = editor.map {
      EditorAnswer(editor: $0, answering: answering, hasBound: languages.minimumConfidence > 0)
    }
    return DetectFiles(answering: answering, top: count, isJSON: json, editor: names)
  }
}
