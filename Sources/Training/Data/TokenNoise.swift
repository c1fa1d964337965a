internal import Tokenization

/// What training does to a text's tokens by chance.
struct TokenNoise: Sendable {
  private let subwordDropout: SubwordDropout
  private let wordDropout: WordDropout

  init(_ configuration: TrainingConfiguration, _ tokenizer: Tokenizer) {
    subwordDropout = SubwordDropout(
      probability: configuration.subwordDropout, maxLength: configuration.maxLength,
      mergedFrom: configuration.subwordDropout > 0 ? tokenizer.mergedFrom : [:])
    wordDropout = WordDropout(configuration, tokenizer.specialTokens)
  }

  /// Whether it does anything.
  var isActive: Bool { subwordDropout.isActive || wordDropout.isActive }

  /// Changes the tokens of `ids` from `start` on, which are one text's.
  func apply(to ids: inout [Int32], from start: Int, _ random: inout RandomStream) {
    subwordDropout.split(in: &ids, from: start, &random)
    wordDropout.hide(in: &ids, start..<ids.count, &random)
  }
}
