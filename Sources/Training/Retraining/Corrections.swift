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

  /// Reads the files, JSON lines as `parlance train --data` takes them; one that is missing has none, and what is no file
  /// is left alone: nobody may ever write to a pipe.
  ///
  /// - Throws: `CorpusError` where it can't be read.
  init(paths: [String]) throws {
    var read: [Snippet] = []
    var notes: [String] = []
    for path in paths where FileKind(path: path) != .missing {
      guard FileKind(path: path) == .file else {
        notes.append("\(path): is no file, and was left out")
        continue
      }
      var problems = 0
      try JSONLinesReader(path: path).forEach { _, result in
        guard case .success(let snippet) = result, let language = snippet.language else {
          problems += 1
          return
        }
        read.append(Snippet(text: snippet.text, language: LabelNames.label(language), source: "correction"))
      }
      if problems > 0 { notes.append("\(path): \(problems) lines that are no corrections were left out") }
    }
    snippets = Array(read.suffix(Self.limit))
    self.notes = notes
  }

  /// Those whose language the run learns, each as often as it counts.
  func weighted(among labels: Set<String>) -> [Snippet] {
    snippets.filter { $0.language.map(labels.contains) == true }
      .flatMap { Array(repeating: $0, count: Self.weight) }
  }
}
