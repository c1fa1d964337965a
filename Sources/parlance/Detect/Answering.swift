internal import Classification
internal import Tensors

/// How the texts of one command are answered.
struct Answering {
  let classifier: Classifier
  let options: ClassificationOptions
  let pool: ThreadPool?
  /// Whether the words that spoke for each answer are looked for, which takes about eight times as long.
  let explains: Bool

  /// The answer about each text.
  func answer(_ texts: [[UInt8]]) -> [Explanation] {
    guard explains else {
      return classifier.predict(texts, options: options, pool: pool).map { Explanation($0) }
    }
    return classifier.explain(texts, options: options, pool: pool)
  }
}
