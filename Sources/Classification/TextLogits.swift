/// What a model says of a text before anything is made of it.
package struct TextLogits: Sendable {
  /// The logits (K) of each of its windows; none for an empty text.
  package let windows: [[Float]]
  /// The text's length in Unicode scalars.
  package let characters: Int

  /// The probability that it is in no language of the model; 0 where the model says nothing of it.
  package let unknown: Double

  /// Logits of so many characters.
  package init(windows: [[Float]], characters: Int, unknown: Double = 0) {
    self.windows = windows
    self.characters = characters
    self.unknown = unknown
  }

  /// The same of a text that is in one of the model's languages.
  package var ofKnown: TextLogits { TextLogits(windows: windows, characters: characters) }
}

extension Ranking {
  /// The prediction of a text; an abstention where it is empty.
  package func prediction(_ logits: TextLogits) -> Prediction {
    guard !logits.windows.isEmpty else { return Prediction(abstainingFor: .emptyText) }
    return prediction(windows: logits.windows.map { $0[...] }, characters: logits.characters, unknown: logits.unknown)
  }
}
