/// `TokenZeroAttention` for inference, with its weights packed once.
package struct PackedTokenZeroAttention: @unchecked Sendable {
  private let attention: TokenZeroAttention
  /// A head's u = Wk^T q / sqrt D each, (C, D).
  private let keys: [PackedLinear]
  /// A head's Wv m each, (D, C).
  private let values: [PackedLinear]
  private let weights: TokenZeroAttention.Weights

  /// The operation with these weights, which have to stay where they are.
  package init(_ attention: TokenZeroAttention, weights: TokenZeroAttention.Weights) {
    self.attention = attention
    self.weights = weights
    let (c, d) = (attention.hidden, attention.headSize)
    keys = (0..<attention.heads).map {
      PackedLinear(
        .init(weights.key + $0 * d * c, stride: c, .transposed), inputs: d, outputs: c, precision: .fp32,
        kernels: attention.kernels)
    }
    values = (0..<attention.heads).map {
      PackedLinear(
        .init(weights.value + $0 * d * c, stride: c), inputs: c, outputs: d, precision: .fp32,
        kernels: attention.kernels)
    }
  }

  /// Bytes that the packed weights take.
  package var packedBytes: Int { (keys + values).reduce(0) { $0 + $1.packedBytes } }

  /// Computes `context` (B, C) from the queries `q` (B, C), bias added, which are spent, and the tokens `x` (N, C).
  package func forward(
    _ sequences: TokenZeroAttention.Sequences, q: UnsafeMutablePointer<Float>, x: UnsafePointer<Float>,
    context: UnsafeMutablePointer<Float>, saved: TokenZeroAttention.Saved, scratch: UnsafeMutablePointer<Float>
  ) {
    let (c, d) = (attention.hidden, attention.headSize)
    VectorMath.scale(q, by: attention.scale, count: sequences.count * c, kernels: attention.kernels)
    for (h, key) in keys.enumerated() {
      key.forward(
        q + h * d, xStride: c, into: saved.folded + h * c, yStride: attention.heads * c, rows: sequences.count)
    }
    for b in 0..<sequences.count {
      attention.mix(b, sequences, x: x, saved: saved, scratch: scratch, dropout: .none)
    }
    for (h, value) in values.enumerated() {
      value.forward(
        saved.mixed + h * c, xStride: attention.heads * c, into: context + h * d, yStride: c, rows: sequences.count)
    }
    attention.addValueBias(weights.valueBias, mass: saved.mass, to: context, count: sequences.count)
  }
}
