/// What a model says of a text before anything is made of it.
package struct TextLogits: Sendable {
  /// The logits (K) of each of its windows; none for an empty text.
  package let windows: [[Float]]
  package let length: TextLength

  /// The probability that it is in no language of the model; 0 where the model says nothing of it.
  package let unknown: Double

  /// Logits of a text of this length.
  package init(windows: [[Float]], length: TextLength, unknown: Double = 0) {
    self.windows = windows
    self.length = length
    self.unknown = unknown
  }

  /// The same with each window's logits greater by `amounts`, (K), and no other probability of being in no language.
  package func raised(by amounts: [Float]) -> TextLogits {
    precondition(windows.allSatisfy { $0.count == amounts.count }, "TextLogits: \(amounts.count) amounts")
    return TextLogits(windows: windows.map { zip($0, amounts).map(+) }, length: length, unknown: unknown)
  }

  /// The same of a text that is in one of the model's languages.
  package var ofKnown: TextLogits { TextLogits(windows: windows, length: length) }
}

extension Ranking {
  /// The prediction of a text; an abstention where it is empty.
  package func prediction(_ logits: TextLogits) -> Prediction {
    guard !logits.windows.isEmpty else { return Prediction(abstainingFor: .emptyText) }
    return prediction(windows: logits.windows.map { $0[...] }, length: logits.length, unknown: logits.unknown)
  }
}
