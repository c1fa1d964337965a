internal import Tensors

/// The encoder without memory of its way: what inference runs, and training below its lowest layer.
///
/// Works on a few sequences at a time, so that their numbers stay in the cache from the first layer to the last.
struct Encoder: Sendable {
  let configuration: RobertaConfiguration
  let weights: ModelWeights
  /// Of its matrix products.
  var precision = Precision.fp32
  /// The weights packed for inference; nil where they change too often for that.
  var packed: PackedWeights?
  /// The word embedding, where it is not among the weights.
  var words: HalfRows?

  private var hidden: Int { configuration.hiddenSize }

  /// One thread's scratch.
  final class Scratch {
    let x = ScratchBuffer()
    let qkv = ScratchBuffer()
    let context = ScratchBuffer()
    let scores = ScratchBuffer()
    let query = ScratchBuffer()
    let folded = ScratchBuffer()
    let mixed = ScratchBuffer()
    let mass = ScratchBuffer()
    let firsts = ScratchBuffer()
    /// Half-precision numbers on their way from or to a `FrozenStateCache`.
    let halves = ScratchBuffer()
    let tail = LayerTail.Scratch()
    var positions: [Int32] = []
    var offsets: [Int] = []
  }

  /// The run of neighbouring sequences from `start` on with at most `tokens`, at least one sequence.
  static func group(of batch: PackedBatch, from start: Int, to limit: Int, tokens: Int) -> Range<Int> {
    var end = start + 1
    while end < limit, batch.sequenceOffsets[end + 1] - batch.sequenceOffsets[start] <= tokens { end += 1 }
    return start..<end
  }

  /// The tokens' states after the first `layers` layers, all of them full ones, into `x` (tokens of the group, C).
  func states(_ batch: PackedBatch, group: Range<Int>, layers: Int, into x: Floats, scratch: Scratch) {
    embed(batch, group: group, into: x, scratch: scratch)
    for layer in 0..<layers { run(layer, batch, group: group, x: x, scratch: scratch) }
  }

  /// The state of each sequence's token 0 after the whole encoder, into `y` (sequences of the group, C).
  func firstStates(_ batch: PackedBatch, group: Range<Int>, into y: Floats, scratch: Scratch) {
    let tokens = Encoder.tokens(batch, group).count
    let x = scratch.x.reserve(tokens * hidden)
    states(batch, group: group, layers: configuration.numHiddenLayers - 1, into: x, scratch: scratch)
    finish(batch, group: group, x: x, into: y, scratch: scratch)
  }

  /// The same from `x` (tokens of the group, C), the states after the first `depth` layers, which is spent.
  func firstStates(
    _ batch: PackedBatch, group: Range<Int>, from depth: Int, x: Floats, into y: Floats, scratch: Scratch
  ) {
    for layer in depth..<configuration.numHiddenLayers - 1 { run(layer, batch, group: group, x: x, scratch: scratch) }
    finish(batch, group: group, x: x, into: y, scratch: scratch)
  }

  /// The batch's tokens of these sequences.
  static func tokens(_ batch: PackedBatch, _ group: Range<Int>) -> Range<Int> {
    batch.sequenceOffsets[group.lowerBound]..<batch.sequenceOffsets[group.upperBound]
  }

  private func embed(_ batch: PackedBatch, group: Range<Int>, into x: Floats, scratch: Scratch) {
    let range = Encoder.tokens(batch, group)
    scratch.positions.removeAll(keepingCapacity: true)
    batch.appendPositions(of: group, configuration, to: &scratch.positions)
    let norm = LayerNorm(columns: hidden, epsilon: Float(configuration.layerNormEps))
    batch.inputIDs.withUnsafeBufferPointer { ids in
      scratch.positions.withUnsafeBufferPointer { positions in
        guard let ids = ids.baseAddress, let positions = positions.baseAddress else { return }
        Embedding.forward(
          ids: ids + range.lowerBound, positions: positions, tables: weights.embeddings.tables, into: x,
          tokens: range.count, columns: hidden, words: words)
      }
    }
    norm.forward(x, weights: weights.embeddings.norm, into: x, rows: range.count)
  }

  /// One full layer, in place.
  private func run(_ layer: Int, _ batch: PackedBatch, group: Range<Int>, x: Floats, scratch: Scratch) {
    let range = Encoder.tokens(batch, group)
    let layerWeights = weights.layers[layer]
    let qkv = scratch.qkv.reserve(range.count * 3 * hidden)
    let context = scratch.context.reserve(range.count * hidden)
    if let packed {
      packed.layers[layer].qkv.forward(x, into: qkv, rows: range.count)
    } else {
      Linear(inputs: hidden, outputs: 3 * hidden, precision: precision).forward(
        x, weight: layerWeights.qkvWeight, bias: layerWeights.qkvBias, into: qkv, rows: range.count)
    }
    let attention = Attention(
      hidden: hidden, heads: configuration.numAttentionHeads, precision: packed?.attention ?? precision)
    for b in group {
      let (row, length) = (batch.sequenceOffsets[b] - range.lowerBound, batch.length(b))
      let scores = scratch.scores.reserve(attention.forwardScratch(length: length))
      for head in 0..<configuration.numAttentionHeads {
        attention.forward(
          head: head, qkv: qkv + row * 3 * hidden, context: context + row * hidden, length: length, scratch: scores)
      }
    }
    if let packed {
      packed.layers[layer].tail.forward(context: context, x: x, rows: range.count, scratch: scratch.tail)
      return
    }
    LayerTail(layerWeights, configuration: configuration, precision: precision).forward(
      context: context, x: x, rows: 0..<range.count, saved: nil, scratch: scratch.tail)
  }

  /// The last layer, for token 0 of each sequence.
  private func finish(_ batch: PackedBatch, group: Range<Int>, x: Floats, into y: Floats, scratch: Scratch) {
    let first = batch.sequenceOffsets[group.lowerBound]
    scratch.offsets.removeAll(keepingCapacity: true)
    for b in group.lowerBound...group.upperBound { scratch.offsets.append(batch.sequenceOffsets[b] - first) }
    finish(x: x, into: y, scratch: scratch)
  }

  /// The last layer, for token 0 of each sequence that the scratch's offsets cut out of `x` (tokens, C), whose numbers
  /// are the states before it; into `y` (sequences, C).
  func finish(x: Floats, into y: Floats, scratch: Scratch) {
    let (count, heads) = (scratch.offsets.count - 1, configuration.numAttentionHeads)
    let tokens = scratch.offsets[count]
    for b in 0..<count { (y + b * hidden).update(from: x + scratch.offsets[b] * hidden, count: hidden) }
    let query = scratch.query.reserve(count * hidden)
    let context = scratch.context.reserve(tokens * hidden)
    let saved = TokenZeroAttention.Saved(
      folded: scratch.folded.reserve(count * heads * hidden), mixed: scratch.mixed.reserve(count * heads * hidden),
      mass: scratch.mass.reserve(count * heads), probabilities: scratch.scores.reserve(tokens * heads))
    scratch.offsets.withUnsafeBufferPointer { offsets in
      guard let offsets = offsets.baseAddress else { return }
      let sequences = TokenZeroAttention.Sequences(offsets: offsets, count: count)
      let none = scratch.firsts.reserve(1)
      if let last = packed?.last {
        last.query.forward(y, into: query, rows: count)
        last.attention.forward(sequences, q: query, x: x, context: context, saved: saved, scratch: none)
        last.tail.forward(context: context, x: y, rows: count, scratch: scratch.tail)
      } else {
        finish(sequences, x: x, into: y, query: query, context: context, saved: saved, scratch: scratch)
      }
    }
  }

  /// The same with weights that are not packed.
  private func finish(
    _ sequences: TokenZeroAttention.Sequences, x: Floats, into y: Floats, query: Floats, context: Floats,
    saved: TokenZeroAttention.Saved, scratch: Scratch
  ) {
    let layerWeights = weights.layers[configuration.numHiddenLayers - 1]
    Linear(inputs: hidden, outputs: hidden, precision: precision).forward(
      y, weight: layerWeights.qkvWeight, bias: layerWeights.qkvBias, into: query, rows: sequences.count)
    let attention = TokenZeroAttention(
      hidden: hidden, heads: configuration.numAttentionHeads, precision: precision)
    attention.forward(
      sequences, q: query, x: x, weights: layerWeights.keyAndValue, context: context, saved: saved,
      scratch: scratch.firsts.reserve(1))
    LayerTail(layerWeights, configuration: configuration, precision: precision).forward(
      context: context, x: y, rows: 0..<sequences.count, saved: nil, scratch: scratch.tail)
  }
}
