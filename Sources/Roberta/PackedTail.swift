internal import Tensors

/// What follows the attention in a layer, as `LayerTail` has it, by packed weights and without anything that a backward
/// needs.
struct PackedTail: @unchecked Sendable {
  private let projection: PackedLinear
  private let expansion: PackedLinear
  private let contraction: PackedLinear
  private let weights: LayerWeights
  private let norm: LayerNorm

  init(_ weights: LayerWeights, configuration: RobertaConfiguration, precision: InferencePrecision) {
    let (c, i) = (configuration.hiddenSize, configuration.intermediateSize)
    self.weights = weights
    norm = LayerNorm(columns: c, epsilon: Float(configuration.layerNormEps))
    projection = PackedLinear(
      .init(weights.projectionWeight, stride: c), inputs: c, outputs: c, precision: precision)
    expansion = PackedLinear(
      .init(weights.innerWeight, stride: c), bias: weights.innerBias, inputs: c, outputs: i, precision: precision)
    contraction = PackedLinear(.init(weights.outputWeight, stride: i), inputs: i, outputs: c, precision: precision)
  }

  var bytes: Int { projection.packedBytes + expansion.packedBytes + contraction.packedBytes }

  /// Rows of a chunk: those whose inner side is about half a megabyte, so that it stays in the cache.
  private var chunk: Int { max(64, min(512, (1 << 17) / expansion.outputs / 16 * 16)) }

  /// Floats from row to row of the inner side: a cache line more than a row has, so that the rows of a tile do not fall
  /// into the same few sets of the cache, as they would where I is a multiple of 1024.
  private var innerStride: Int { expansion.outputs + 16 }

  /// `x` (rows, C) becomes the layer's output, given the attention's `context` (rows, C).
  func forward(context: Floats, x: Floats, rows: Int, scratch: LayerTail.Scratch) {
    let hidden = expansion.inputs
    let projected = scratch.projected.reserve(chunk * hidden)
    let normed = scratch.normed.reserve(chunk * hidden)
    let inner = scratch.activation.reserve(chunk * innerStride)
    for start in stride(from: 0, to: rows, by: chunk) {
      let count = min(chunk, rows - start)
      let own = x + start * hidden
      projection.forward(context + start * hidden, into: projected, rows: count)
      norm.forward(
        projected, bias: weights.projectionBias, residual: own, weights: weights.attentionNorm, into: normed,
        rows: count)
      expansion.forward(normed, into: inner, yStride: innerStride, rows: count, activation: .gelu)
      contraction.forward(inner, xStride: innerStride, into: projected, rows: count)
      norm.forward(
        projected, bias: weights.outputBias, residual: normed, weights: weights.outputNorm, into: own, rows: count)
    }
  }
}
