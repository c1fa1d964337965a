internal import Corpus
internal import Files
internal import JSON

/// The two files that a retraining run reads.
///
/// The second has first what the best epoch is chosen by, the workspace's held-out snippets and some pieces of the replay
/// set, and then the guard half. That chooses nothing, since it has to judge in the end; but the temperature and the
/// thresholds are fitted on all of it, and so never on the handful of rows that a workspace may have.
struct RetrainingData {
  let train: [Snippet]
  let validation: [Snippet]
  /// How many of `validation` the best epoch is chosen by.
  let selectionCount: Int

  /// A language that the model does not know comes at least so often, each of its snippets at most so often: a new row of
  /// the head starts from nothing, beside those of languages that learned from thousands of snippets.
  private static let newLanguageCount = 200, mostRepeats = 10

  /// The data of a workspace whose languages besides `known` are new.
  init(_ workspace: WorkspaceSnippets, _ replay: ReplaySet, _ corrections: [Snippet], known: Set<String>) {
    let repeats = workspace.languages(besides: known).flatMap { Self.repeats(of: $0, in: workspace.train) }
    train = (workspace.train + repeats + corrections + replay.train).filter(Self.hasText)
    let selection = (workspace.heldOut + replay.selection).filter(Self.hasText)
    validation = selection + replay.guardHalf.filter(Self.hasText)
    selectionCount = selection.count
  }

  /// What is added of a new language's snippets. Each copy is drawn as another random piece.
  private static func repeats(of language: String, in snippets: [Snippet]) -> [Snippet] {
    let own = snippets.filter { $0.language == language }
    guard !own.isEmpty else { return [] }
    let times = min(mostRepeats, (newLanguageCount + own.count - 1) / own.count)
    return (1..<max(1, times)).flatMap { _ in own }
  }

  /// Writes them into the run's directory.
  func write(to files: CorpusFiles) throws(FileError) {
    try AtomicFileWriter.write(Self.lines(train), to: files.train)
    try AtomicFileWriter.write(Self.lines(validation), to: files.validation)
  }

  private static func hasText(_ snippet: Snippet) -> Bool { snippet.text.utf8.contains { $0 > 0x20 } }

  private static func lines(_ snippets: [Snippet]) -> [UInt8] {
    snippets.flatMap { snippet in
      let fields: JSONValue = [
        "text": .string(snippet.text), "language": snippet.language.map { .string($0) } ?? .null,
        "source": snippet.source.map { .string($0) } ?? .null, "group": snippet.group.map { .string($0) } ?? .null,
      ]
      return fields.serialized() + [UInt8(ascii: "\n")]
    }
  }
}
