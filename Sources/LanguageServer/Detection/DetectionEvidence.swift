package import Classification

/// What the classifier says of a text, and what that is to be held against.
package struct DetectionEvidence: Sendable, Equatable {
  /// What it says.
  package let prediction: Prediction
  /// From which confidence on the best language may be set without asking: the model's, for a text this long.
  package let threshold: Double
  /// Whether the languages of the workspace made the best one the best, or sure enough.
  package let isTipped: Bool
  /// Whether the text is so short that more is asked of it.
  package let isShort: Bool

  /// Evidence of its parts.
  package init(_ prediction: Prediction, threshold: Double, isTipped: Bool = false, isShort: Bool = false) {
    self.prediction = prediction
    self.threshold = threshold
    self.isTipped = isTipped
    self.isShort = isShort
  }

  /// What `detector` says of a text.
  init(_ text: [UInt8], _ detector: any LanguageDetecting, _ options: ClassificationOptions) {
    self.init(detector.detect(text, options: options), of: text, detector, options)
  }

  /// What `detector` has said, asked with these options, of a text.
  init(
    _ prediction: Prediction, of text: [UInt8], _ detector: any LanguageDetecting, _ options: ClassificationOptions
  ) {
    let characters = text.count { $0 & 0xC0 != 0x80 }
    let threshold = { detector.threshold(of: $0, characters: characters) }
    self.prediction = prediction
    self.threshold = prediction.candidates.first.map { threshold($0.language) } ?? 1
    isShort = characters < ConfidenceThresholds.shortTextCharacters
    isTipped = WorkspacePrior.tips(prediction, options.prior ?? [:], threshold: threshold)
  }
}
