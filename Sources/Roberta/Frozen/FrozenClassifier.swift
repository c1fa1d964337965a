package import Tensors

/// The classifier for inference where its lowest layers are frozen: what they make of a text is asked of the cache.
package struct FrozenClassifier {
  private let configuration: RobertaConfiguration
  private let weights: ModelWeights
  private let prefix: FrozenPrefix
  /// The layers above, in single precision.
  private let encoder: Encoder
  private let pool: ThreadPool?

  /// The model of these parameters, which must not change while it is in use, and whose layers below the plan's lowest
  /// have the states that `cache` holds, or else it holds none from now on. `element` and `precision`, that of the frozen
  /// layers' products, are those of the training whose cache it is.
  package init(
    _ parameters: RobertaParameters, plan: FreezingPlan, element: FrozenStateCache.Element = .float32,
    precision: Precision = .fp32, cache: FrozenStateCache?, pool: ThreadPool? = nil
  ) {
    precondition(plan.hasFrozenLayers, "FrozenClassifier: nothing is frozen")
    configuration = parameters.configuration
    weights = ModelWeights(parameters.buffer, table: parameters.table, configuration: configuration)
    self.pool = pool
    encoder = Encoder(configuration: configuration, weights: weights)
    prefix = FrozenPrefix(
      encoder: Encoder(configuration: configuration, weights: weights, precision: precision), depth: plan.lowestLayer,
      element: element, cache: cache)
    cache?.use(FrozenStateCache.Source(parameters, depth: plan.lowestLayer, pool: pool))
    MatrixMultiply.prepare()
  }

  /// The logits (B, K) of every sequence, row by row. The batch must fit the model (`PackedBatch.fits`).
  package func logits(_ batch: PackedBatch, workspace: RobertaWorkspace) -> [Float] {
    precondition(batch.fits(configuration), "logits: an id or a length beyond the model")
    let hidden = configuration.hiddenSize
    let states = workspace.states.reserve(batch.count * hidden)
    let activation = workspace.activation.reserve(batch.count * hidden)
    let scratch = workspace.encoders(pool?.threads ?? 1)
    if prefix.depth == configuration.numHiddenLayers {
      prefix.fill(states, batch, pool: pool, scratch: scratch)
    } else {
      let x = workspace.tokens.reserve(batch.tokenCount * hidden)
      prefix.fill(x, batch, pool: pool, scratch: scratch)
      finish(x, batch, into: states, scratch)
    }
    let size = batch.count * configuration.numLabels
    return [Float](unsafeUninitializedCapacity: size) { buffer, count in
      if let base = buffer.baseAddress {
        ClassificationHead(weights.head, configuration: configuration).forward(
          states: states, activation: activation, dropped: activation, logits: base, rows: batch.count)
      }
      count = size
    }
  }

  /// The layers above, from `x` (N, C) to `states` (B, C).
  private func finish(_ x: Floats, _ batch: PackedBatch, into states: Floats, _ scratch: [Encoder.Scratch]) {
    let shares = batch.shares(pool?.threads ?? 1)
    func work(_ thread: Int) {
      var start = shares[thread].lowerBound
      while start < shares[thread].upperBound {
        let group = Encoder.group(of: batch, from: start, to: shares[thread].upperBound, tokens: 512)
        encoder.firstStates(
          batch, group: group, from: prefix.depth, x: x + batch.sequenceOffsets[start] * configuration.hiddenSize,
          into: states + start * configuration.hiddenSize, scratch: scratch[thread])
        start = group.upperBound
      }
    }
    if let pool { pool.run(work) } else { work(0) }
  }
}
