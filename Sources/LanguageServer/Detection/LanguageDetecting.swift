package import Classification

/// What the server needs of a classifier. `Classifier` is the one that ships; tests bring their own.
package protocol LanguageDetecting: Sendable {
  /// The languages that it tells apart.
  var labels: [String] { get }
  /// Those of them that it may answer by itself.
  var guessedLabels: [String] { get }
  /// The ranked languages of a text. Bytes that are not UTF-8 are no error.
  func detect(_ text: [UInt8], options: ClassificationOptions) -> Prediction
  /// The same, and the words that spoke for the best language, as far as they can be found in about that time.
  func explain(_ text: [UInt8], options: ClassificationOptions, timeLimit: Duration) -> Explanation
  /// From which confidence on a text of so many characters may be taken for `language` without asking; 1 for never.
  func threshold(of language: String, characters: Int) -> Double
}

extension LanguageDetecting {
  package var guessedLabels: [String] { labels }
}
