#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Attention to neighbors, which a short training from random weights hardly ever finds: the first columns of an embedding
/// are its position's, as pairs of cosine and sine (Vaswani et al. 2017, section 3.5, but of frequencies that tell each place
/// from all others), and a query is its own position turned by an offset, so that the key of the token there fits it best.
extension RobertaParameters {
  /// How many of the first columns hold a token's position alone, until the encoder is trained.
  var positionColumns: Int {
    2 * min(configuration.hiddenSize / 16, headSize / 2)
  }

  /// The angle, a token, of each pair of position columns: spread over half a turn, no two in a ratio of small numbers.
  private func frequency(_ pair: Int) -> Double {
    let golden = (5.0.squareRoot() - 1) / 2
    return .pi * (Double(pair + 1) * golden).truncatingRemainder(dividingBy: 1)
  }

  /// Positions have the first columns, and no word has anything there.
  func setPositions() {
    let size = configuration.hiddenSize
    let words = self[Self.wordEmbedding]
    let positions = self["roberta.embeddings.position_embeddings.weight"]
    positions.update(repeating: 0)
    for row in stride(from: 0, to: words.count, by: size) {
      for column in 0..<positionColumns { words[row + column] = 0 }
    }
    let first = configuration.padTokenID + 1
    for position in first..<max(first, configuration.maxPositionEmbeddings) {
      for pair in 0..<(positionColumns / 2) {
        let angle = frequency(pair) * Double(position)
        positions[position * size + 2 * pair] = Self.positionAmplitude * Float(cos(angle))
        positions[position * size + 2 * pair + 1] = Self.positionAmplitude * Float(sin(angle))
      }
    }
  }

  /// Of a position's cosines and sines: their rows are then some quarter of the words', as training leaves these.
  private static let positionAmplitude: Float = 0.29

  /// Lets two of three heads of a layer look at the tokens beside, in turn before and behind: in the first layer one place
  /// away, two where there are more heads, in the next twice as far.
  func lookAtNeighbors(_ layer: Int) {
    for head in 0..<(2 * configuration.numAttentionHeads / 3) {
      look(at: (layer + 1) * (head % 2 == 0 ? -1 : 1) * (head / 2 + 1), head: head, attention(layer))
    }
  }

  /// Lets a head look at the token `offset` places from its own: most of its attention goes there.
  private func look(at offset: Int, head: Int, _ attention: String) {
    let size = configuration.hiddenSize
    let (queries, keys) = (self[attention + ".self.query.weight"], self[attention + ".self.key.weight"])
    for pair in 0..<(positionColumns / 2) {
      let angle = frequency(pair) * Double(offset)
      let (cosine, sine) = (lookGain * Float(cos(angle)), lookGain * Float(sin(angle)))
      let (first, column) = ((head * headSize + 2 * pair) * size, 2 * pair)
      queries[first + column] = cosine
      queries[first + column + 1] = -sine
      queries[first + size + column] = sine
      queries[first + size + column + 1] = cosine
      keys[first + column] = lookGain
      keys[first + size + column + 1] = lookGain
    }
  }

  /// What makes the score of the place looked at some ten: all cosines and sines agree there.
  private var lookGain: Float {
    let normalized: Float = 1.7
    return (10 * Float(headSize).squareRoot() / (Float(positionColumns / 2) * normalized * normalized)).squareRoot()
  }
}
