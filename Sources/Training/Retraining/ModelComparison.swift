internal import Classification
internal import Corpus
internal import Evaluation
internal import JSON
internal import Tensors

/// Has the old and the new model answer the same snippets, by the code that answers users.
struct ModelComparison {
  let old: Classifier
  let new: Classifier
  let pool: ThreadPool
  /// Snippets between two questions whether to stop.
  private static let part = 64

  /// What both answered to some snippets.
  struct Answers {
    var counts = PairedCounts()
    /// Those of languages that the old model does not know.
    var newLanguages = PairedCounts()
    /// Where the models differ, some of it.
    var changes: [JSONValue] = []
  }

  private static let keptChanges = 500

  /// Compares on all of `snippets`; nil where someone asked to stop.
  func compare(
    _ snippets: [Snippet], progress: (Int) -> Void, shouldStop: () -> Bool
  ) -> Answers? {
    let known = Set(old.labels)
    var answers = Answers()
    for start in stride(from: 0, to: snippets.count, by: Self.part) {
      if shouldStop() { return nil }
      let part = Array(snippets[start..<min(snippets.count, start + Self.part)])
      let texts = part.map { Array($0.text.utf8) }
      let (before, after) = (old.predict(texts, pool: pool), new.predict(texts, pool: pool))
      for (place, snippet) in part.enumerated() {
        let rights = (before[place].language == snippet.language, after[place].language == snippet.language)
        answers.counts.add(before: rights.0, after: rights.1)
        if let language = snippet.language, !known.contains(language) {
          answers.newLanguages.add(before: rights.0, after: rights.1)
        }
        if rights.0 != rights.1, answers.changes.count < Self.keptChanges {
          answers.changes.append(Self.change(snippet, before[place], after[place]))
        }
      }
      progress(start + part.count)
    }
    return answers
  }

  private static func change(_ snippet: Snippet, _ before: Prediction, _ after: Prediction) -> JSONValue {
    func name(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    return [
      "group": name(snippet.group), "language": name(snippet.language), "before": name(before.language),
      "after": name(after.language), "confidenceBefore": .number(before.confidence),
      "confidenceAfter": .number(after.confidence),
    ]
  }
}
