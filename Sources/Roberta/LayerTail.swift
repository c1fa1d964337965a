internal import Tensors

/// Where an encoder layer drops, all of it a function of seed, step and layer.
struct LayerDropout {
  var probabilities = DropoutSite.none
  var projection = DropoutSite.none
  var output = DropoutSite.none

  /// Nothing is dropped.
  static let none = LayerDropout()

  private init() {}

  init(_ state: DropoutState?, layer: Int, configuration: RobertaConfiguration) {
    guard let state else { return }
    func site(_ place: Int, _ probability: Double) -> DropoutSite {
      let key = DropoutSite.key(seed: state.seed, step: state.step, layer: layer, place: place)
      return DropoutSite(key: key, probability: Float(probability))
    }
    probabilities = site(0, configuration.attentionProbsDropoutProb)
    projection = site(1, configuration.hiddenDropoutProb)
    output = site(2, configuration.hiddenDropoutProb)
  }
}

/// What follows the attention in a layer, row by row: projection, residual, norm, feed-forward, residual, norm.
///
/// h = norm1(dropout(context Wp^T + bp) + x); y = norm2(dropout(gelu(h W1^T + b1) W2^T + b2) + h). Rows are worked off
/// in chunks that stay in the cache; threads take different rows.
struct LayerTail {
  let hidden: Int
  let inner: Int
  let weights: LayerWeights
  let norm: LayerNorm
  let dropout: LayerDropout
  let precision: Precision

  init(
    _ weights: LayerWeights, configuration: RobertaConfiguration, dropout: LayerDropout = .none,
    precision: Precision = .fp32
  ) {
    hidden = configuration.hiddenSize
    inner = configuration.intermediateSize
    self.weights = weights
    self.dropout = dropout
    self.precision = precision
    norm = LayerNorm(columns: hidden, epsilon: Float(configuration.layerNormEps))
  }

  /// One thread's scratch.
  final class Scratch {
    let projected = ScratchBuffer()
    let normed = ScratchBuffer()
    let activation = ScratchBuffer()
    let gradient = ScratchBuffer()
  }

  /// What the backward needs of `rows` rows; pointers to row 0.
  struct Saved {
    let attentionNorm: LayerNorm.Saved
    /// h W1^T + b1 (rows, I)
    let inner: Floats
    let outputNorm: LayerNorm.Saved
  }

  private var projection: Linear { Linear(inputs: hidden, outputs: hidden, precision: precision) }
  private var expansion: Linear { Linear(inputs: hidden, outputs: inner, precision: precision) }
  private var contraction: Linear { Linear(inputs: inner, outputs: hidden, precision: precision) }

  /// Whether the weights of each product are rounded and packed anew, which many rows have to pay for.
  private var packsWeights: Bool { precision == .bf16 }

  /// Rows of a forward chunk: those whose inner side is about half a megabyte.
  private var forwardChunk: Int { packsWeights ? 672 : max(64, min(512, (1 << 17) / inner / 16 * 16)) }

  /// Rows of a backward chunk: more, since each adds to every weight's gradient.
  private var backwardChunk: Int { packsWeights ? 1344 : 512 }

  /// `x` (rows, C) becomes the layer's output, given the attention's `context` (rows, C).
  func forward(context: Floats, x: Floats, rows: Range<Int>, saved: Saved?, scratch: Scratch, firstRow: Int = 0) {
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: forwardChunk) {
      let count = min(forwardChunk, rows.upperBound - start)
      let part = Part(start: start, count: count, firstRow: firstRow + start)
      forward(part, context: context + start * hidden, x: x + start * hidden, saved: saved, scratch: scratch)
    }
  }

  private struct Part {
    let start: Int
    let count: Int
    let firstRow: Int
  }

  private func forward(_ part: Part, context: Floats, x: Floats, saved: Saved?, scratch: Scratch) {
    let rows = part.count
    let projected = scratch.projected.reserve(forwardChunk * hidden)
    let normed = scratch.normed.reserve(forwardChunk * hidden)
    let activation = scratch.activation.reserve(forwardChunk * inner)
    let pre = saved.map { $0.inner + part.start * inner } ?? activation
    projection.forward(context, weight: weights.projectionWeight, into: projected, rows: rows)
    norm.forward(
      projected, bias: weights.projectionBias, residual: x, weights: weights.attentionNorm, into: normed,
      saved: saved?.attentionNorm.from(row: part.start, columns: hidden), rows: rows, dropout: dropout.projection,
      firstRow: part.firstRow)
    expansion.forward(normed, weight: weights.innerWeight, into: pre, rows: rows)
    GELU.forward(pre, bias: weights.innerBias, into: activation, rows: rows, columns: inner)
    contraction.forward(activation, weight: weights.outputWeight, into: projected, rows: rows)
    norm.forward(
      projected, bias: weights.outputBias, residual: normed, weights: weights.outputNorm, into: x,
      saved: saved?.outputNorm.from(row: part.start, columns: hidden), rows: rows, dropout: dropout.output,
      firstRow: part.firstRow)
  }

  /// `dx` (rows, C), the gradient of the output, becomes the residual's part of the input's; `context` becomes the
  /// gradient of the context; `gradients` are added to.
  func backward(
    dx: Floats, context: Floats, rows: Range<Int>, saved: Saved, gradients: LayerWeights, scratch: Scratch
  ) {
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: backwardChunk) {
      let count = min(backwardChunk, rows.upperBound - start)
      let part = Part(start: start, count: count, firstRow: start)
      backwardFeedForward(part, dx: dx + start * hidden, saved: saved, gradients: gradients, scratch: scratch)
      backwardProjection(
        part, dx: dx + start * hidden, context: context + start * hidden, saved: saved, gradients: gradients,
        scratch: scratch)
    }
  }

  private func backwardFeedForward(
    _ part: Part, dx: Floats, saved: Saved, gradients: LayerWeights, scratch: Scratch
  ) {
    let rows = part.count
    let normed = scratch.normed.reserve(backwardChunk * hidden)
    let activation = scratch.activation.reserve(backwardChunk * inner)
    let dInner = scratch.gradient.reserve(backwardChunk * inner)
    norm.backward(
      dx, saved: saved.outputNorm.from(row: part.start, columns: hidden), weights: weights.outputNorm,
      gradients: gradients.outputNorm, into: dx, rows: rows)
    let dOutput = dropped(dx, part, dropout.output, scratch)
    contraction.backwardInput(dOutput, weight: weights.outputWeight, into: dInner, rows: rows)
    GELU.backward(saved.inner + part.start * inner, gradient: dInner, output: activation, count: rows * inner)
    contraction.backwardWeight(
      dOutput, input: activation, weightGradient: gradients.outputWeight, biasGradient: gradients.outputBias,
      rows: rows)
    norm.outputAgain(
      saved.attentionNorm.xhat + part.start * hidden, weights: weights.attentionNorm, into: normed, rows: rows)
    expansion.backwardWeight(
      dInner, input: normed, weightGradient: gradients.innerWeight, biasGradient: gradients.innerBias, rows: rows)
    expansion.backwardInput(dInner, weight: weights.innerWeight, into: dx, rows: rows, keep: 1)
  }

  private func backwardProjection(
    _ part: Part, dx: Floats, context: Floats, saved: Saved, gradients: LayerWeights, scratch: Scratch
  ) {
    norm.backward(
      dx, saved: saved.attentionNorm.from(row: part.start, columns: hidden), weights: weights.attentionNorm,
      gradients: gradients.attentionNorm, into: dx, rows: part.count)
    let dProjected = dropped(dx, part, dropout.projection, scratch)
    projection.backwardWeight(
      dProjected, input: context, weightGradient: gradients.projectionWeight,
      biasGradient: gradients.projectionBias, rows: part.count)
    projection.backwardInput(dProjected, weight: weights.projectionWeight, into: context, rows: part.count)
  }

  /// The gradient in front of a dropout: `dx` itself where nothing was dropped.
  private func dropped(_ dx: Floats, _ part: Part, _ site: DropoutSite, _ scratch: Scratch) -> Floats {
    if !site.isActive { return dx }
    let target = scratch.projected.reserve(backwardChunk * hidden)
    Dropout.apply(site, to: dx, into: target, rows: part.count, columns: hidden, firstRow: part.firstRow)
    return target
  }
}
