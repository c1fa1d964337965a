internal import Tensors

extension RobertaTraining {
  var hidden: Int { configuration.hiddenSize }
  var layerCount: Int { configuration.numHiddenLayers }
  /// N.
  var tokens: Int { run.batch.tokenCount }
  /// The lowest layer that keeps activations.
  var lowestLayer: Int { max(0, plan.lowestLayer) }
  var trainsEmbeddings: Bool { plan.lowestLayer < 0 }
  var embeddingNorm: LayerNorm { LayerNorm(columns: hidden, epsilon: Float(configuration.layerNormEps)) }

  func dropout(_ layer: Int) -> LayerDropout { LayerDropout(run.dropout, layer: layer, configuration: configuration) }

  /// From ids to the first tokens' last states, in `activations.head.states` (B, C).
  func forwardEncoder() {
    let states = activations.head.states.reserve(run.batch.count * hidden)
    if plan.lowestLayer == layerCount {
      return frozenPrefix().fill(states, run.batch, pool: pool, scratch: scratch.map(\.encoder))
    }
    let x = activations.x.reserve(tokens * hidden)
    if trainsEmbeddings { forwardEmbeddings(x) } else { runFrozenPrefix(x) }
    for layer in lowestLayer..<max(lowestLayer, layerCount - 1) { forwardLayer(layer, x) }
    forwardLast(x, into: states)
  }

  /// The frozen layers, and a copy of their output where the backward needs it and nothing can make it again.
  private func runFrozenPrefix(_ x: Floats) {
    frozenPrefix().fill(x, run.batch, pool: pool, scratch: scratch.map(\.encoder))
    if plan.lowestLayer < layerCount - 1 {
      activations.base.reserve(tokens * hidden).update(from: x, count: tokens * hidden)
    }
  }

  /// The embeddings' site has the key of "layer" -1.
  var embeddingDropout: DropoutSite { dropout(-1).output }

  private func forwardEmbeddings(_ x: Floats) {
    let xhat = activations.embeddingXhat.reserve(tokens * hidden)
    let rstd = activations.embeddingRstd.reserve(tokens)
    let own = weights.embeddings
    let site = embeddingDropout
    withIDs { ids, positions in
      pool.forEachShare(of: tokens, granularity: 16) { _, share in
        let first = share.lowerBound
        let y = x + first * hidden
        Embedding.forward(
          ids: ids + first, positions: positions + first, tables: own.tables, into: y, tokens: share.count,
          columns: hidden)
        embeddingNorm.forward(
          y, weights: own.norm, into: y, saved: .init(xhat: xhat + first * hidden, rstd: rstd + first),
          rows: share.count)
        Dropout.apply(site, to: y, into: y, rows: share.count, columns: hidden, firstRow: first)
      }
    }
  }

  /// The ids and positions of the batch's tokens.
  func withIDs(_ body: (UnsafePointer<Int32>, UnsafePointer<Int32>) -> Void) {
    run.batch.inputIDs.withUnsafeBufferPointer { ids in
      run.positions.withUnsafeBufferPointer { positions in
        if let ids = ids.baseAddress, let positions = positions.baseAddress { body(ids, positions) }
      }
    }
  }

  private func forwardLayer(_ layer: Int, _ x: Floats) {
    let kept = activations.layers[layer]
    let (qkv, context) = (kept.qkv.reserve(tokens * 3 * hidden), kept.context.reserve(tokens * hidden))
    let saved = kept.tail(rows: tokens, configuration: configuration)
    let own = weights.layers[layer]
    let tail = LayerTail(own, configuration: configuration, dropout: dropout(layer), precision: precision)
    let linear = Linear(inputs: hidden, outputs: 3 * hidden, precision: precision)
    pool.forEachShare(of: tokens, granularity: 16) { _, share in
      linear.forward(
        x + share.lowerBound * hidden, weight: own.qkvWeight, bias: own.qkvBias,
        into: qkv + share.lowerBound * 3 * hidden, rows: share.count)
    }
    forEachPair { attention, head, first, length, room in
      attention.forward(
        head: head, qkv: qkv + first * 3 * hidden, context: context + first * hidden, length: length,
        scratch: room.reserve(attention.forwardScratch(length: length)), dropout: tail.dropout.probabilities,
        firstRow: first)
    }
    pool.forEachShare(of: tokens, granularity: 16) { thread, share in
      tail.forward(context: context, x: x, rows: share, saved: saved, scratch: scratch[thread].encoder.tail)
    }
  }

  /// Each (sequence, head) on its thread: the operation, the head, the sequence's first token, its length, scratch.
  func forEachPair(_ body: (Attention, Int, Int, Int, ScratchBuffer) -> Void) {
    let heads = configuration.numAttentionHeads
    let attention = Attention(hidden: hidden, heads: heads, precision: precision)
    pool.run { thread in
      for pair in run.attentionShares[thread] {
        let b = pair / heads
        body(
          attention, pair % heads, run.batch.sequenceOffsets[b], run.batch.length(b), scratch[thread].attention)
      }
    }
  }

  /// The last layer, for the first tokens alone; `x` keeps its input.
  private func forwardLast(_ x: Floats, into states: Floats) {
    let (layer, count) = (layerCount - 1, run.batch.count)
    let own = weights.layers[layer]
    let kept = activations.layers[layer]
    let context = kept.context.reserve(count * hidden)
    let tailSaved = kept.tail(rows: count, configuration: configuration)
    let query = activations.last.query.reserve(count * hidden)
    let saved = activations.last.saved(batch: run.batch, configuration: configuration)
    let tail = LayerTail(own, configuration: configuration, dropout: dropout(layer), precision: precision)
    forEachSequences { thread, share, sequences in
      let first = share.lowerBound
      gatherFirsts(x, share, into: states)
      Linear(inputs: hidden, outputs: hidden, precision: precision).forward(
        states + first * hidden, weight: own.qkvWeight, bias: own.qkvBias, into: query + first * hidden,
        rows: share.count)
      let attention = TokenZeroAttention(
        hidden: hidden, heads: configuration.numAttentionHeads, precision: precision)
      attention.forward(
        sequences, q: query + first * hidden, x: x, weights: own.keyAndValue, context: context + first * hidden,
        saved: saved.from(sequence: first, attention),
        scratch: scratch[thread].attention.reserve(attention.forwardScratch(longest: run.batch.longest)),
        dropout: tail.dropout.probabilities)
      tail.forward(
        context: context, x: states, rows: share, saved: tailSaved, scratch: scratch[thread].encoder.tail)
    }
  }

  /// Each thread's sequences.
  func forEachSequences(_ body: (Int, Range<Int>, TokenZeroAttention.Sequences) -> Void) {
    run.batch.sequenceOffsets.withUnsafeBufferPointer { offsets in
      guard let base = offsets.baseAddress else { return }
      pool.run { thread in
        let share = run.sequenceShares[thread]
        if !share.isEmpty { body(thread, share, .init(offsets: base + share.lowerBound, count: share.count)) }
      }
    }
  }

  /// The first tokens' rows of `x` (N, C) into rows `share` of `y` (B, C).
  func gatherFirsts(_ x: Floats, _ share: Range<Int>, into y: Floats) {
    for b in share { (y + b * hidden).update(from: x + run.batch.sequenceOffsets[b] * hidden, count: hidden) }
  }

  func forwardHead() -> UnsafeBufferPointer<Float> {
    let count = run.batch.count
    let kept = activations.head
    let logits = kept.logits.reserve(count * configuration.numLabels)
    ClassificationHead(weights.head, configuration: configuration, dropout: run.dropout).forward(
      states: kept.states.reserve(count * hidden), activation: kept.activation.reserve(count * hidden),
      dropped: kept.dropped.reserve(count * hidden), logits: logits, rows: count)
    return UnsafeBufferPointer(start: logits, count: count * configuration.numLabels)
  }
}
