internal import Tensors

extension RobertaTraining {
  /// The head's gradients; that of the first tokens' states goes to `activations.head.dropped` (B, C).
  func backwardHead(_ dlogits: UnsafeBufferPointer<Float>) {
    guard let dlogits = dlogits.baseAddress else { return }
    let count = run.batch.count
    let kept = activations.head
    ClassificationHead(weights.head, configuration: configuration, dropout: run.dropout).backward(
      dlogits: dlogits, states: kept.states.reserve(count * hidden),
      activation: kept.activation.reserve(count * hidden), dropped: kept.dropped.reserve(count * hidden),
      gradients: gradientWeights.head, rows: count)
  }

  func backwardEncoder() {
    if plan.lowestLayer == layerCount { return }
    let x = activations.x.reserve(tokens * hidden)
    let dx = plan.lowestLayer < layerCount - 1 ? activations.dx.reserve(tokens * hidden) : nil
    backwardLast(x, dx)
    guard let dx else { return }
    for layer in (lowestLayer..<max(lowestLayer, layerCount - 1)).reversed() { backwardLayer(layer, x, dx) }
    if trainsEmbeddings { backwardEmbeddings(dx) }
  }

  /// Where a thread adds a layer's gradients: the first to the gradients themselves, the others to room of their own.
  private func layerGradients(_ layer: Int, _ thread: Int) -> LayerWeights {
    if thread == 0 { return gradientWeights.layers[layer] }
    let count = parameters.table.range(ofLayer: layer).count
    return LayerWeights(layerBase: scratch[thread].gradients.reserve(count), configuration: configuration)
  }

  private func clearGradients(_ layer: Int, _ thread: Int) {
    if thread == 0 { return }
    let count = parameters.table.range(ofLayer: layer).count
    scratch[thread].gradients.reserve(count).update(repeating: 0, count: count)
  }

  /// Adds up what the threads have, in their order.
  private func reduceGradients(_ layer: Int) {
    if pool.threads == 1 { return }
    let range = parameters.table.range(ofLayer: layer)
    let own = scratch.map { $0.gradients.reserve(range.count) }
    pool.forEachShare(of: range.count, granularity: 1024) { _, share in
      for thread in 1..<own.count {
        VectorMath.add(
          own[thread] + share.lowerBound, to: gradients.pointer + range.lowerBound + share.lowerBound,
          count: share.count)
      }
    }
  }

  /// The last layer; `dx` (N, C), where wanted, is set to the gradient of its input.
  private func backwardLast(_ x: Floats, _ dx: Floats?) {
    let (layer, count) = (layerCount - 1, run.batch.count)
    let room = LastRoom(
      dStates: activations.head.dropped.reserve(count * hidden),
      context: activations.layers[layer].context.reserve(count * hidden),
      query: activations.last.query.reserve(count * hidden),
      dQuery: activations.last.queryGradient.reserve(count * hidden),
      firsts: activations.last.firsts.reserve(count * hidden),
      saved: activations.last.saved(batch: run.batch, configuration: configuration),
      tailSaved: activations.layers[layer].tail(rows: count, configuration: configuration))
    let tail = LayerTail(
      weights.layers[layer], configuration: configuration, dropout: dropout(layer), precision: precision)
    for thread in 1..<max(1, pool.threads) { _ = layerGradients(layer, thread) }
    pool.run { clearGradients(layer, $0) }
    forEachSequences { thread, share, sequences in
      let gradients = layerGradients(layer, thread)
      tail.backward(
        dx: room.dStates, context: room.context, rows: share, saved: room.tailSaved, gradients: gradients,
        scratch: scratch[thread].encoder.tail)
      backwardLastAttention(thread, share, sequences, room, tail: tail, x: x, dx: dx, gradients: gradients)
    }
    reduceGradients(layer)
  }

  private struct LastRoom {
    let dStates: Floats
    let context: Floats
    let query: Floats
    let dQuery: Floats
    let firsts: Floats
    let saved: TokenZeroAttention.Saved
    let tailSaved: LayerTail.Saved
  }

  private func backwardLastAttention(
    _ thread: Int, _ share: Range<Int>, _ sequences: TokenZeroAttention.Sequences, _ room: LastRoom, tail: LayerTail,
    x: Floats, dx: Floats?, gradients: LayerWeights
  ) {
    let start = share.lowerBound * hidden
    let offsets = run.batch.sequenceOffsets
    let attention = TokenZeroAttention(
      hidden: hidden, heads: configuration.numAttentionHeads, precision: precision)
    if let dx {
      let rows = offsets[share.lowerBound]..<offsets[share.upperBound]
      (dx + rows.lowerBound * hidden).update(repeating: 0, count: rows.count * hidden)
    }
    attention.backward(
      sequences, q: room.query + start, x: x, weights: tail.weights.keyAndValue, gradients: gradients.keyAndValue,
      dContext: room.context + start, saved: room.saved.from(sequence: share.lowerBound, attention),
      dq: room.dQuery + start, dx: dx,
      scratch: scratch[thread].attention.reserve(
        attention.backwardScratch(count: share.count, longest: run.batch.longest)),
      dropout: tail.dropout.probabilities)
    gatherFirsts(x, share, into: room.firsts)
    let linear = Linear(inputs: hidden, outputs: hidden, precision: precision)
    linear.backwardWeight(
      room.dQuery + start, input: room.firsts + start, weightGradient: gradients.qkvWeight,
      biasGradient: gradients.qkvBias, rows: share.count)
    guard let dx else { return }
    linear.backwardInput(
      room.dQuery + start, weight: tail.weights.qkvWeight, into: room.dStates + start, rows: share.count, keep: 1)
    for b in share {
      VectorMath.add(room.dStates + b * hidden, to: dx + offsets[b] * hidden, count: hidden)
    }
  }

  /// A full layer: `dx` (N, C) goes from the gradient of its output to that of its input.
  private func backwardLayer(_ layer: Int, _ x: Floats, _ dx: Floats) {
    let kept = activations.layers[layer]
    let (qkv, context) = (kept.qkv.reserve(tokens * 3 * hidden), kept.context.reserve(tokens * hidden))
    let saved = kept.tail(rows: tokens, configuration: configuration)
    let tail = LayerTail(
      weights.layers[layer], configuration: configuration, dropout: dropout(layer), precision: precision)
    let restore = inputRestorer(layer, x)
    pool.run { thread in
      clearGradients(layer, thread)
      let share = ThreadPool.share(of: tokens, granularity: 16, thread: thread, threads: pool.threads)
      tail.backward(
        dx: dx, context: context, rows: share, saved: saved, gradients: layerGradients(layer, thread),
        scratch: scratch[thread].encoder.tail)
    }
    forEachPair { attention, head, first, length, room in
      attention.backward(
        head: head, qkv: qkv + first * 3 * hidden, contextGradient: context + first * hidden, length: length,
        scratch: room.reserve(attention.backwardScratch(length: length)), dropout: tail.dropout.probabilities,
        firstRow: first)
    }
    let linear = Linear(inputs: hidden, outputs: 3 * hidden, precision: precision)
    pool.forEachShare(of: tokens, granularity: 16) { thread, share in
      let (dqkv, gradients) = (qkv + share.lowerBound * 3 * hidden, layerGradients(layer, thread))
      linear.backwardWeight(
        dqkv, input: restore(share), weightGradient: gradients.qkvWeight, biasGradient: gradients.qkvBias,
        rows: share.count)
      if layer == plan.lowestLayer { return }
      linear.backwardInput(
        dqkv, weight: tail.weights.qkvWeight, into: dx + share.lowerBound * hidden, rows: share.count, keep: 1)
    }
    reduceGradients(layer)
  }

  /// What makes rows of the layer's input again, in `x` or where they were kept.
  private func inputRestorer(_ layer: Int, _ x: Floats) -> (Range<Int>) -> Floats {
    let hidden = self.hidden
    if layer == plan.lowestLayer {
      let base = activations.base.reserve(tokens * hidden)
      return { base + $0.lowerBound * hidden }
    }
    let isFirst = layer == 0
    let xhat =
      isFirst
      ? activations.embeddingXhat.reserve(tokens * hidden)
      : activations.layers[layer - 1].outputXhat.reserve(tokens * hidden)
    let norm = isFirst ? weights.embeddings.norm : weights.layers[layer - 1].outputNorm
    let site = isFirst ? embeddingDropout : .none
    let operation = embeddingNorm
    return { rows in
      let (y, start) = (x + rows.lowerBound * hidden, rows.lowerBound)
      operation.outputAgain(xhat + start * hidden, weights: norm, into: y, rows: rows.count)
      Dropout.apply(site, to: y, into: y, rows: rows.count, columns: hidden, firstRow: start)
      return y
    }
  }

  private func backwardEmbeddings(_ dx: Floats) {
    let saved = LayerNorm.Saved(
      xhat: activations.embeddingXhat.reserve(tokens * hidden), rstd: activations.embeddingRstd.reserve(tokens))
    let site = embeddingDropout
    let own = gradientWeights.embeddings
    let partial = scratch.map { $0.gradients.reserve(2 * hidden) }
    pool.run { thread in
      let share = ThreadPool.share(of: tokens, granularity: 16, thread: thread, threads: pool.threads)
      let (sums, rows) = (partial[thread], dx + share.lowerBound * hidden)
      sums.update(repeating: 0, count: 2 * hidden)
      Dropout.apply(site, to: rows, into: rows, rows: share.count, columns: hidden, firstRow: share.lowerBound)
      embeddingNorm.backward(
        rows, saved: saved.from(row: share.lowerBound, columns: hidden), weights: weights.embeddings.norm,
        gradients: .init(gamma: sums, beta: sums + hidden), into: rows, rows: share.count)
    }
    for sums in partial {
      VectorMath.add(sums, to: own.norm.gamma, count: hidden)
      VectorMath.add(sums + hidden, to: own.norm.beta, count: hidden)
    }
    touch(run.batch.inputIDs)
    withIDs { ids, positions in
      pool.forEachShare(of: hidden, granularity: 16) { _, columns in
        Embedding.backward(
          dx, ids: ids, positions: positions, gradients: own.tables, tokens: tokens, columns: hidden, range: columns,
          padding: Int32(configuration.padTokenID))
      }
    }
  }
}
