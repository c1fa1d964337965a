/// What a model says of a text before anything is made of it.
package struct TextLogits: Sendable {
  /// The logits (K) of each of its windows; none for an empty text.
  package let windows: [[Float]]
  /// The text's length in Unicode scalars.
  package let characters: Int

  /// Logits of so many characters.
  package init(windows: [[Float]], characters: Int) {
    self.windows = windows
    self.characters = characters
  }
}

extension Ranking {
  /// The prediction of a text; an abstention where it is empty.
  package func prediction(_ logits: TextLogits) -> Prediction {
    guard !logits.windows.isEmpty else { return Prediction(abstainingFor: .emptyText) }
    return prediction(windows: logits.windows.map { $0[...] }, characters: logits.characters)
  }
}
