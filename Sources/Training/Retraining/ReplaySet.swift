internal import Corpus
internal import ModelStore

/// The pieces of all languages that come with the program, so that what is trained on a workspace forgets nothing: one
/// half to learn from, and one, the guard, to see that nothing is forgotten.
struct ReplaySet: Sendable {
  let train: [Snippet]
  let guardHalf: [Snippet]
  /// Of the half to learn from, those by which the best epoch is chosen beside the workspace's.
  let selection: [Snippet]
  /// One of so many groups is for that.
  private static let selectionStride = 8

  /// The pieces of languages that a model knows.
  ///
  /// - Throws: `DataFileNotFound` or `CorpusError`.
  init(dataFiles: DataFiles, known: Set<String>) throws {
    func pieces(_ name: String) throws -> [Snippet] {
      try JSONLinesReader(path: try dataFiles.locate("replay/\(name).jsonl")).readAll().snippets.filter {
        $0.language.map(known.contains) == true
      }
    }
    let learned = try pieces("train")
    guardHalf = try pieces("guard")
    let groups = LabelSet(learned.compactMap(\.group))
    let isSelection = learned.map { $0.group.flatMap(groups.number).map { $0 % Self.selectionStride == 3 } ?? false }
    selection = zip(learned, isSelection).filter(\.1).map(\.0)
    train = zip(learned, isSelection).filter { !$0.1 }.map(\.0)
  }
}
