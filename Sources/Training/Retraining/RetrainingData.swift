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

  init(_ workspace: WorkspaceSnippets, _ replay: ReplaySet, _ corrections: [Snippet]) {
    train = (workspace.train + corrections + replay.train).filter(Self.hasText)
    let selection = (workspace.heldOut + replay.selection).filter(Self.hasText)
    validation = selection + replay.guardHalf.filter(Self.hasText)
    selectionCount = selection.count
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
