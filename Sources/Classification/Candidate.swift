/// One language that a text may be written in, and how probable that is.
package struct Candidate: Sendable, Hashable {
  /// The model's label: an id of the language registry.
  package let language: String
  /// Calibrated probability among the allowed languages, in 0...1.
  package let probability: Double

  /// A candidate of a model's label and its calibrated probability.
  package init(language: String, probability: Double) {
    self.language = language
    self.probability = probability
  }
}
