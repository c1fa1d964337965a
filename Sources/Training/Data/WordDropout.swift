internal import Tokenization

/// Hides some tokens of a text from the model, so that no single word decides (Iyyer, Manjunatha, Boyd-Graber and
/// Daumé 2015, who leave them out; here `<mask>` stands in their place and the others keep their positions).
struct WordDropout: Sendable {
  /// The chance of each token.
  let probability: Double
  /// Nil where the tokenizer has no `<mask>`: then nothing is hidden.
  private let mask: Int32?

  init(_ configuration: TrainingConfiguration, _ special: SpecialTokens) {
    probability = configuration.wordDropout
    mask = special.mask >= 0 ? special.mask : nil
  }

  /// Whether any token can be hidden.
  var isActive: Bool { mask != nil && probability > 0 }

  /// Hides tokens of `ids` within `range`; its ends, which are `<s>` and `</s>`, are left.
  func hide(in ids: inout [Int32], _ range: Range<Int>, _ random: inout RandomStream) {
    guard let mask, isActive, range.count > 2 else { return }
    for index in range.dropFirst().dropLast() where random.happens(probability) { ids[index] = mask }
  }
}
