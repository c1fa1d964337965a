package import Tensors

/// A model in training: forward that keeps what the backward needs, backward that adds to flat gradients.
///
/// One thread at a time may use it; the work inside is shared by the pool, in a fixed partition. Layers below the
/// lowest trainable one run without dropout, keep nothing and get no gradient; their output may be kept
/// (`frozenStates`).
package final class RobertaTraining {
  package let configuration: RobertaConfiguration
  package let parameters: RobertaParameters
  /// What learns.
  package private(set) var plan: FreezingPlan
  /// Of the encoder's matrix products, forward and backward; the head's are single precision.
  package let precision: Precision
  /// Keeps the frozen layers' output from one time to the next; nil: it is made each time. The bits are the same.
  package var frozenStates: FrozenStateCache?
  /// How that output is rounded, kept or not.
  package let frozenElement: FrozenStateCache.Element
  /// Same layout as the parameters. Only those that learn are ever touched.
  package let gradients: FloatBuffer

  let pool: ThreadPool
  let weights: ModelWeights
  let gradientWeights: ModelWeights
  let activations: TrainingActivations
  let scratch: [TrainingScratch]
  var run = TrainingRun()
  private var touched: [Int32] = []
  private var isTouched: [Bool] = []
  private var frozenSource: FrozenStateCache.Source?

  /// Training of `parameters`, which the caller's optimizer changes between the steps.
  package init(
    configuration: RobertaConfiguration, parameters: RobertaParameters, pool: ThreadPool,
    trainable plan: FreezingPlan = .everything, frozenElement: FrozenStateCache.Element = .float32,
    precision: Precision = .fp32
  ) {
    precondition(parameters.configuration == configuration, "RobertaTraining: another configuration")
    self.configuration = configuration
    self.parameters = parameters
    self.plan = plan
    self.frozenElement = frozenElement
    self.precision = precision
    self.pool = pool
    gradients = FloatBuffer(count: parameters.table.totalCount)
    weights = ModelWeights(parameters.buffer, table: parameters.table, configuration: configuration)
    gradientWeights = ModelWeights(gradients, table: parameters.table, configuration: configuration)
    activations = TrainingActivations(configuration: configuration)
    scratch = (0..<pool.threads).map { _ in TrainingScratch() }
    train(plan)
  }

  /// Changes what learns from the next `zeroGradients` on; also to be called when frozen parameters were changed.
  package func train(_ plan: FreezingPlan) {
    precondition(plan.lowestLayer <= configuration.numHiddenLayers, "RobertaTraining: nothing learns")
    self.plan = plan
    frozenSource = nil
    if plan.lowestLayer < 0, isTouched.isEmpty { isTouched = [Bool](repeating: false, count: configuration.vocabSize) }
  }

  /// The frozen layers, ready to run, for the parameters as they are.
  func frozenPrefix() -> FrozenPrefix {
    let cache = plan.hasFrozenLayers ? frozenStates : nil
    if let cache {
      let source = frozenSource ?? FrozenStateCache.Source(parameters, depth: plan.lowestLayer, pool: pool)
      frozenSource = source
      cache.use(source)
    }
    return FrozenPrefix(
      encoder: Encoder(configuration: configuration, weights: weights, precision: precision), depth: plan.lowestLayer,
      element: frozenElement, cache: cache)
  }

  /// The floats of activations that the forward pass has kept of an encoder layer so far.
  package func keptActivations(ofLayer layer: Int) -> Int { activations.layers[layer].count }

  /// The logits (B, K), valid until the next call. Without `dropout` nothing is dropped, for evaluation and tests.
  ///
  /// The batch must fit the model (`PackedBatch.fits`) and hold a sequence.
  package func forward(_ batch: PackedBatch, dropout: DropoutState?) -> UnsafeBufferPointer<Float> {
    precondition(batch.count > 0 && batch.fits(configuration), "forward: an empty batch, or one beyond the model")
    run = TrainingRun(batch, dropout: dropout, configuration: configuration, threads: pool.threads)
    forwardEncoder()
    return forwardHead()
  }

  /// Adds the gradients for the last `forward`, given those of its logits (B, K). Once per `forward`.
  package func backward(dlogits: UnsafeBufferPointer<Float>) {
    precondition(run.canGoBack, "backward: without a forward before it")
    precondition(dlogits.count == run.batch.count * configuration.numLabels, "backward: \(dlogits.count) dlogits")
    run.canGoBack = false
    backwardHead(dlogits)
    backwardEncoder()
  }

  /// Rows of the word embedding that hold a gradient since the last `zeroGradients`, ascending.
  package var touchedEmbeddingRows: [Int32] { touched.sorted() }

  /// Sets every gradient to 0, the word embedding's by its touched rows.
  package func zeroGradients() {
    let hidden = configuration.hiddenSize
    for row in touched {
      gradients.zero(Int(row) * hidden..<(Int(row) + 1) * hidden)
      isTouched[Int(row)] = false
    }
    touched.removeAll(keepingCapacity: true)
    let afterWords = configuration.vocabSize * hidden
    let lowest = max(-1, plan.lowestLayer)
    let start = lowest < 0 ? afterWords : parameters.table.range(ofLayer: lowest).lowerBound
    pool.forEachShare(of: gradients.count - start, granularity: 1024) { _, share in
      gradients.zero(start + share.lowerBound..<start + share.upperBound)
    }
  }

  /// Marks the rows of the batch's ids as touched.
  func touch(_ ids: [Int32]) {
    for id in ids where !isTouched[Int(id)] {
      isTouched[Int(id)] = true
      touched.append(id)
    }
  }
}

/// The batch that is on its way through the model, and how it is shared among the threads.
struct TrainingRun {
  var batch = PackedBatch()
  var dropout: DropoutState?
  /// Of each token: padTokenID + 1 on.
  var positions: [Int32] = []
  /// The sequences of each thread, by tokens.
  var sequenceShares: [Range<Int>] = []
  /// The (sequence, head) pairs of each thread, by cost.
  var attentionShares: [Range<Int>] = []
  var canGoBack = false

  init() {}

  init(_ batch: PackedBatch, dropout: DropoutState?, configuration: RobertaConfiguration, threads: Int) {
    self.batch = batch
    self.dropout = dropout
    canGoBack = true
    positions.reserveCapacity(batch.tokenCount)
    batch.appendPositions(of: 0..<batch.count, configuration, to: &positions)
    sequenceShares = batch.shares(threads)
    attentionShares = TrainingRun.pairs(batch, configuration, threads)
  }

  /// Runs of (sequence, head) pairs, numbered b * H + h, of about the same cost: T^2 and a constant part each.
  private static func pairs(_ batch: PackedBatch, _ configuration: RobertaConfiguration, _ threads: Int) -> [Range<Int>]
  {
    let heads = configuration.numAttentionHeads
    func cost(_ b: Int) -> Int { batch.length(b) * (batch.length(b) + 64) }
    let total = (0..<batch.count).reduce(0) { $0 + cost($1) } * heads
    var bounds = [0]
    var pair = 0
    var spent = 0
    for thread in 1..<max(1, threads) {
      while pair < batch.count * heads, spent < total * thread / threads {
        spent += cost(pair / heads)
        pair += 1
      }
      bounds.append(pair)
    }
    bounds.append(batch.count * heads)
    return (0..<threads).map { bounds[$0]..<bounds[$0 + 1] }
  }
}
