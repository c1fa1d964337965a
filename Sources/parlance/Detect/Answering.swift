internal import Classification
internal import LanguageServer

/// How the texts of one command are answered.
struct Answering {
  let classifier: Classifier
  let options: ClassificationOptions
  /// How many threads compute.
  let threads: Int
  /// Whether the words that spoke for each answer are looked for, which takes about eight times as long.
  let explains: Bool

  /// The answer about each text, computed by the caller's thread.
  func answer(_ texts: [[UInt8]]) -> [Explanation] {
    guard explains else { return classifier.predict(texts, options: options).map { Explanation($0) } }
    return classifier.explain(texts, options: options)
  }

  /// Whether the language of `text` may be set without asking, by the rules that the language server has.
  func isCertain(_ prediction: Prediction, of text: [UInt8]) -> Bool {
    guard let best = prediction.candidates.first, prediction.language != nil else { return false }
    return prediction.allowedShare >= DetectionPolicy.leastAllowedShare
      && classifier.calibration.clears(best, characters: text.count { $0 & 0xC0 != 0x80 })
  }
}
