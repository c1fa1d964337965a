internal import Tensors

/// What follows the attention in a layer, as `LayerTail` has it, by packed weights and without anything that a backward
/// needs.
struct PackedTail: Sendable {
  /// Projection, expansion, contraction.
  private let chain: PackedChain
  private let hidden: Int
  private let inner: Int

  init(_ weights: LayerWeights, configuration: RobertaConfiguration, precision: InferencePrecision) {
    let (c, i) = (configuration.hiddenSize, configuration.intermediateSize)
    let epsilon = Float(configuration.layerNormEps)
    func linear(_ weight: Floats, _ bias: Floats, inputs: Int, outputs: Int) -> PackedLinear {
      PackedLinear(
        .init(weight, stride: inputs), bias: bias, inputs: inputs, outputs: outputs, precision: precision)
    }
    (hidden, inner) = (c, i)
    chain = PackedChain([
      .init(
        linear(weights.projectionWeight, weights.projectionBias, inputs: c, outputs: c),
        .norm(weights.attentionNorm, epsilon: epsilon)),
      .init(linear(weights.innerWeight, weights.innerBias, inputs: c, outputs: i), .activation(.gelu)),
      .init(
        linear(weights.outputWeight, weights.outputBias, inputs: i, outputs: c),
        .norm(weights.outputNorm, epsilon: epsilon)),
    ])
  }

  var bytes: Int { chain.packedBytes }

  /// Rows of a chunk: those whose inner side is about half a megabyte, so that it stays in the cache.
  private var chunk: Int { max(64, min(512, (1 << 17) / inner / 16 * 16)) }

  /// Floats from row to row of the inner side: a cache line more than a row has, so that the rows of a tile do not fall
  /// into the same few sets of the cache, as they would where I is a multiple of 1024.
  private var innerStride: Int { inner + 16 }

  /// `x` (rows, C) becomes the layer's output, given the attention's `context` (rows, C).
  func forward(context: Floats, x: Floats, rows: Int, scratch: LayerTail.Scratch) {
    let normed = scratch.normed.reserve(chunk * hidden)
    let activation = scratch.activation.reserve(chunk * innerStride)
    for start in stride(from: 0, to: rows, by: chunk) {
      let own = x + start * hidden
      chain.forward(
        context + start * hidden,
        into: [
          .init(normed, stride: hidden, residual: own), .init(activation, stride: innerStride),
          .init(own, stride: hidden, residual: normed),
        ], rows: min(chunk, rows - start))
    }
  }
}
