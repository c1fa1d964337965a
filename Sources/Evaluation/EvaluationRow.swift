/// One answered row of a labelled file: what is true, what was said, and how surely.
package struct EvaluationRow: Sendable, Hashable {
  /// The true language; nil for "none of the languages that the registry knows".
  package let truth: String?
  /// The language that was answered; nil for an abstention.
  package let predicted: String?
  /// The calibrated probability of the best candidate, in 0...1.
  package let confidence: Double
  /// The text's length in Unicode scalars, as Python's `len` counts.
  package let characters: Int

  /// What the text belongs to; nil where it stands alone.
  package let group: String?
  /// Whether the confidence reaches the model's threshold for the answer.
  package let isCleared: Bool

  /// A row from the truth, the answer, its confidence and the text's length in Unicode scalars.
  package init(
    truth: String?, predicted: String?, confidence: Double, characters: Int, group: String? = nil,
    isCleared: Bool = false
  ) {
    self.truth = truth
    self.predicted = predicted
    self.confidence = confidence
    self.characters = characters
    self.group = group
    self.isCleared = isCleared
  }

  /// The row as thresholds are fitted to it, which are, as the temperature, to languages that are known; nil for an
  /// abstention too.
  package var forThresholds: ThresholdFitting.Row? {
    guard let truth, let predicted else { return nil }
    return ThresholdFitting.Row(
      predicted: predicted, confidence: confidence, isRight: LookAlike.isAcceptable(predicted, for: truth),
      group: group, characters: characters)
  }
}

/// Classes of text length by which accuracy is reported.
package enum LengthClass: String, Sendable, CaseIterable {
  case under100 = "<100"
  case under300 = "<300"
  case under1000 = "<1000"
  case from1000 = ">=1000"

  /// The class of a text of so many Unicode scalars.
  package init(characters: Int) {
    switch characters {
    case ..<100: self = .under100
    case ..<300: self = .under300
    case ..<1000: self = .under1000
    default: self = .from1000
    }
  }
}
