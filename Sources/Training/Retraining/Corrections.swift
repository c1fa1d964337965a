internal import Corpus
internal import Files

/// Texts whose language the user set otherwise than we had detected it.
struct Corrections: Sendable {
  let snippets: [Snippet]
  /// What the user should know.
  let notes: [String]

  /// How often each comes among the training snippets.
  ///
  /// A workspace's files are what happens to lie there, and there are many; a correction is a text of the very kind that
  /// detection is asked about, on which the model is known to be wrong, and there are few.
  static let weight = 4
  /// The last so many are used.
  static let limit = 1000

  /// Reads the file at `path`, JSON lines as `parlance train --data` takes them; none where it is missing.
  ///
  /// - Throws: `CorpusError` where it can't be read.
  init(path: String) throws {
    guard FileKind(path: path) != .missing else {
      (snippets, notes) = ([], [])
      return
    }
    var read: [Snippet] = []
    var problems = 0
    try JSONLinesReader(path: path).forEach { _, result in
      guard case .success(let snippet) = result, let language = snippet.language else {
        problems += 1
        return
      }
      read.append(Snippet(text: snippet.text, language: LabelNames.label(language), source: "correction"))
    }
    snippets = Array(read.suffix(Self.limit))
    notes = problems == 0 ? [] : ["\(path): \(problems) lines that are no corrections were left out"]
  }

  /// Those whose language the run learns, each as often as it counts.
  func weighted(among labels: Set<String>) -> [Snippet] {
    snippets.filter { $0.language.map(labels.contains) == true }
      .flatMap { Array(repeating: $0, count: Self.weight) }
  }
}
