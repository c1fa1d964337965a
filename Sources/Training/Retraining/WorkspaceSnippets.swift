internal import Corpus
internal import Files

/// What the workspace's folders give: snippets to learn from, and files held out to measure on.
struct WorkspaceSnippets: Sendable {
  var train: [Snippet] = []
  var heldOut: [Snippet] = []
  /// Files that were read.
  var files = 0
  /// What the user should know.
  var notes: [String] = []

  /// A language that the model does not know needs so many snippets to learn from, and one to measure on.
  static let fewestOfNewLanguage = 5

  /// How many snippets there are.
  var count: Int { train.count + heldOut.count }

  /// All languages, and those of them that are not `known`, sorted.
  func languages(besides known: Set<String> = []) -> [String] {
    Set((train + heldOut).compactMap(\.language)).subtracting(known).sorted()
  }

  /// Leaves out languages that are not known and have too few snippets to be learned or measured, and says so.
  mutating func dropScarce(known: Set<String>) {
    for language in languages(besides: known) {
      let (learned, measured) = (
        train.count { $0.language == language }, heldOut.count { $0.language == language }
      )
      guard learned < Self.fewestOfNewLanguage || measured == 0 else { continue }
      train.removeAll { $0.language == language }
      heldOut.removeAll { $0.language == language }
      notes.append(
        "\(language) is left out: it takes \(Self.fewestOfNewLanguage) snippets to learn a new language from, and one in"
          + " another file to measure on; there are \(learned) and \(measured)")
    }
  }
}

/// Collects them, as `parlance corpus` does, with a bound on everything.
struct WorkspaceCollector {
  let directories: [String]
  let mapping: LabelMapping
  let limits: CorpusLimits
  let heldOutShare: Double
  let threads: Int
  /// The run's directory, where the snippets lie while it lasts.
  let output: String

  /// At most so many snippets a language: more of one say little new, and the epochs get longer.
  static let snippetsPerLanguage = 400
  /// Characters of a piece: some windows of the model, as a buffer or a code block has them.
  private static let charactersPerPiece = 2000

  /// The snippets; nil where someone asked to stop.
  ///
  /// - Throws: `CorpusError`.
  func collect(progress: @escaping (Int) -> Void, shouldStop: @escaping () -> Bool) throws -> WorkspaceSnippets? {
    var options = CorpusOptions()
    options.layout = .workspace
    options.mapping = mapping
    options.validationShare = heldOutShare
    options.splitsByName = true
    options.maximumPerLanguage = Self.snippetsPerLanguage
    options.maximumCharacters = Self.charactersPerPiece
    options.maximumFileBytes = 256 << 10
    options.limits = limits
    options.threads = threads
    let files = CorpusFiles(train: output + "/workspace.jsonl")
    let builder = CorpusBuilder(directories: directories, options: options)
    guard let report = try builder.build(to: files, progress: progress, shouldStop: shouldStop) else { return nil }
    var snippets = WorkspaceSnippets(files: report.files, notes: notes(on: report))
    if report.train > 0 { snippets.train = try JSONLinesReader(path: files.train).readAll().snippets }
    if report.validation > 0 { snippets.heldOut = try JSONLinesReader(path: files.validation).readAll().snippets }
    return snippets
  }

  private func notes(on report: CorpusReport) -> [String] {
    var notes: [String] = []
    for limit in report.limitsReached.sorted(by: { $0.rawValue < $1.rawValue }) {
      switch limit {
      case .files: notes.append("the workspace has more than \(limits.files) files: the others were not looked at")
      case .bytes: notes.append("after \(limits.bytes >> 20) MB of files the others were not read")
      case .time: notes.append("after \(limits.time) of collecting the other files were not looked at")
      }
    }
    for reason in SkipReason.allCases {
      guard let skipped = report.skipped[reason] else { continue }
      let example = skipped.example.isEmpty ? "" : " (\(skipped.example))"
      notes.append("left out: \(skipped.count) \(reason.words)\(example)")
    }
    return notes
  }
}
