package import Tensors

/// The classifier as Hugging Face defines it, for inference: post-norm encoder, head on token 0.
///
/// Immutable weights, shared by any number of threads, each with a workspace of its own.
package struct RobertaForSequenceClassification: Sendable {
  package let configuration: RobertaConfiguration
  package let parameters: RobertaParameters
  let weights: ModelWeights
  private let packed: PackedWeights

  /// Tokens that go through the encoder together: few enough to stay in the cache.
  static let groupTokens = 512

  /// The model of these parameters, which must not change while it is in use. Its products are in `precision`, those of
  /// the head and the attention aside.
  package init(
    configuration: RobertaConfiguration, parameters: RobertaParameters, precision: InferencePrecision = .fp32
  ) {
    precondition(parameters.configuration == configuration, "RobertaForSequenceClassification: another configuration")
    self.configuration = configuration
    self.parameters = parameters
    weights = ModelWeights(parameters.bufferBesideWords, table: parameters.table, configuration: configuration)
    MatrixMultiply.prepare()
    packed = PackedWeights(weights, configuration: configuration, precision: precision)
  }

  /// What its products read weights and rows as.
  package var precision: InferencePrecision { packed.precision }

  /// Bytes of the packed weights.
  package var packedBytes: Int { packed.bytes }

  var encoder: Encoder {
    Encoder(configuration: configuration, weights: weights, packed: packed, words: parameters.words)
  }

  /// The logits (rows, K) of the first tokens' states (rows, C), which become the head's activation.
  func head(_ states: Floats, activation: Floats, into logits: Floats, rows: Int) {
    packed.dense.forward(states, into: activation, rows: rows)
    ClassificationHead.activate(activation, count: rows * configuration.hiddenSize)
    packed.projection.forward(activation, into: logits, rows: rows)
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
    let encoder = encoder
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
    head(states, activation: activation, into: logits, rows: batch.count)
  }
}
