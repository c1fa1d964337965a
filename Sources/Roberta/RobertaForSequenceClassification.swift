package import Tensors

/// The classifier as Hugging Face defines it, for inference: post-norm encoder, head on token 0.
///
/// Immutable weights, shared by any number of threads, each with a workspace of its own.
package struct RobertaForSequenceClassification: Sendable {
  package let configuration: RobertaConfiguration
  package let parameters: RobertaParameters
  let weights: ModelWeights

  /// Tokens that go through the encoder together: few enough to stay in the cache.
  static let groupTokens = 512

  /// The model of these parameters, which must not change while it is in use.
  package init(configuration: RobertaConfiguration, parameters: RobertaParameters) {
    precondition(parameters.configuration == configuration, "RobertaForSequenceClassification: another configuration")
    self.configuration = configuration
    self.parameters = parameters
    weights = ModelWeights(parameters.buffer, table: parameters.table, configuration: configuration)
    MatrixMultiply.prepare()
  }

  /// The logits (B, K) of every sequence, row by row.
  ///
  /// The batch must fit the model (`PackedBatch.fits`). Sequences are spread over `pool`'s threads where given.
  package func logits(_ batch: PackedBatch, workspace: RobertaWorkspace, pool: ThreadPool? = nil) -> [Float] {
    let size = batch.count * configuration.numLabels
    return [Float](unsafeUninitializedCapacity: size) { buffer, count in
      if let base = buffer.baseAddress { logits(batch, workspace: workspace, pool: pool, into: base) }
      count = size
    }
  }

  /// The same into memory for B * K floats; allocates nothing once the workspace has grown.
  package func logits(
    _ batch: PackedBatch, workspace: RobertaWorkspace, pool: ThreadPool?, into logits: UnsafeMutablePointer<Float>
  ) {
    precondition(batch.fits(configuration), "logits: an id or a length beyond the model")
    let hidden = configuration.hiddenSize
    let states = workspace.states.reserve(batch.count * hidden)
    let activation = workspace.activation.reserve(batch.count * hidden)
    let scratch = workspace.encoders(pool?.threads ?? 1)
    let encoder = Encoder(configuration: configuration, weights: weights)
    let shares = batch.shares(pool?.threads ?? 1)
    func work(_ thread: Int) {
      var start = shares[thread].lowerBound
      while start < shares[thread].upperBound {
        let group = Encoder.group(of: batch, from: start, to: shares[thread].upperBound, tokens: Self.groupTokens)
        encoder.firstStates(batch, group: group, into: states + start * hidden, scratch: scratch[thread])
        start = group.upperBound
      }
    }
    if let pool { pool.run(work) } else { work(0) }
    ClassificationHead(weights.head, configuration: configuration).forward(
      states: states, activation: activation, dropped: activation, logits: logits, rows: batch.count)
  }
}
