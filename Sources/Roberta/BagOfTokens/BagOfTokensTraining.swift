package import Tensors

/// Trains embeddings and head of a model that was made with `prepareBagOfTokens`, without its encoder.
///
/// h = LN(word[id] + position) for each token, s = h_0 + gain * pooled(h), logits = head(LN(s)): a linear classifier on averaged
/// embeddings (as in Joulin et al. 2017, fastText), where `AttentionPooling` weighs the tokens, a thousandth of the encoder's
/// arithmetic. The whole model starts from there, where words already mean languages, and learns from then on what their order adds.
package final class BagOfTokensTraining: TrainableClassifier {
  package let parameters: RobertaParameters
  package let gradients: FloatBuffer

  private let pool: ThreadPool
  private let weights: ModelWeights
  private let gradientWeights: ModelWeights
  private let norm: LayerNorm
  private let tokens = TokenRows()
  private let texts = TextRows()
  /// Each thread's share of the embedding norm's gradient, (2, C), and of the output norm's, which nobody reads, (2, C).
  private let normGradients: FloatBuffer
  /// Each thread's share of the keys' gradient, (H, C).
  private let keyGradients: FloatBuffer
  /// The output norm's weights, 1 and 0, (2, C), which do not learn.
  private let plainNorm: FloatBuffer
  private var batch = PackedBatch()
  private var positions: [Int32] = []
  private var dropout: DropoutState?

  /// Training of `parameters`, which `prepareBagOfTokens` has made ready.
  package init(parameters: RobertaParameters, pool: ThreadPool) {
    let configuration = parameters.configuration
    self.parameters = parameters
    self.pool = pool
    gradients = FloatBuffer(count: parameters.table.totalCount)
    weights = ModelWeights(parameters.buffer, table: parameters.table, configuration: configuration)
    gradientWeights = ModelWeights(gradients, table: parameters.table, configuration: configuration)
    norm = LayerNorm(columns: configuration.hiddenSize, epsilon: Float(configuration.layerNormEps))
    normGradients = FloatBuffer(count: pool.threads * 4 * configuration.hiddenSize)
    keyGradients = FloatBuffer(count: pool.threads * configuration.numAttentionHeads * configuration.hiddenSize)
    plainNorm = FloatBuffer(count: 2 * configuration.hiddenSize)
    for index in 0..<configuration.hiddenSize { plainNorm.pointer[index] = 1 }
  }

  private var hidden: Int { parameters.configuration.hiddenSize }

  package func trains(_ descriptor: ParameterDescriptor) -> Bool {
    descriptor.name.hasPrefix("classifier.") || descriptor.name.hasPrefix("roberta.embeddings.LayerNorm.")
      || descriptor.name == "roberta.embeddings.word_embeddings.weight"
      || descriptor.name == parameters.bagOfTokensKeys
  }

  private var pooling: AttentionPooling {
    AttentionPooling(
      hidden: hidden, heads: parameters.configuration.numAttentionHeads,
      keyWeight: parameters.buffer.pointer + parameters.table.offset(parameters.bagOfTokensKeys))
  }

  /// Its batches are large and its model is small: all rows are worked on.
  package var gradientRows: [Int32]? { nil }

  package func zeroGradients() {
    pool.forEachShare(of: gradients.count, granularity: 1024) { _, share in gradients.zero(share) }
  }

  package func forward(_ batch: PackedBatch, dropout: DropoutState?) -> UnsafeBufferPointer<Float> {
    precondition(batch.count > 0 && batch.fits(parameters.configuration), "forward: an empty batch, or one beyond it")
    self.batch = batch
    self.dropout = dropout
    positions.removeAll(keepingCapacity: true)
    batch.appendPositions(of: 0..<batch.count, parameters.configuration, to: &positions)
    tokens.reserve(batch.tokenCount, columns: hidden, heads: parameters.configuration.numAttentionHeads)
    texts.reserve(batch.count, columns: hidden, labels: parameters.configuration.numLabels)
    let shares = batch.shares(pool.threads)
    pool.run { thread in forwardTexts(shares[thread]) }
    head.forward(
      states: texts.states, activation: texts.activation, dropped: texts.dropped, logits: texts.logits,
      rows: batch.count)
    return UnsafeBufferPointer(start: texts.logits, count: batch.count * parameters.configuration.numLabels)
  }

  package func backward(dlogits: UnsafeBufferPointer<Float>) {
    guard let dlogits = dlogits.baseAddress else { return }
    head.backward(
      dlogits: dlogits, states: texts.states, activation: texts.activation, dropped: texts.dropped,
      gradients: gradientWeights.head, rows: batch.count)
    normGradients.zero()
    keyGradients.zero()
    let shares = batch.shares(pool.threads)
    pool.run { thread in backwardTexts(shares[thread], thread) }
    for thread in 0..<pool.threads {
      VectorMath.add(
        normGradients.pointer + thread * 4 * hidden, to: gradientWeights.embeddings.norm.gamma, count: 2 * hidden)
    }
    addKeyGradients()
    pool.forEachShare(of: hidden, granularity: 16) { _, columns in scatter(columns) }
  }

  private func addKeyGradients() {
    let (heads, headSize) = (pooling.heads, pooling.headSize)
    let keys = gradients.pointer + parameters.table.offset(parameters.bagOfTokensKeys)
    for thread in 0..<pool.threads {
      for head in 0..<heads {
        VectorMath.add(
          keyGradients.pointer + (thread * heads + head) * hidden, to: keys + head * headSize * hidden, count: hidden)
      }
    }
  }

  private var head: ClassificationHead {
    ClassificationHead(weights.head, configuration: parameters.configuration, dropout: dropout)
  }

  private func forwardTexts(_ range: Range<Int>) {
    for text in range {
      let (first, length) = (batch.sequenceOffsets[text], batch.length(text))
      let rows = tokens.rows + first * hidden
      embed(first..<first + length, into: rows)
      norm.forward(
        rows, weights: weights.embeddings.norm, into: rows, saved: tokens.saved.from(row: first, columns: hidden),
        rows: length)
      let state = texts.states + text * hidden
      pooling.forward(rows, length, shares: tokens.shares(from: first), into: state)
      VectorMath.scale(state, by: RobertaParameters.bagOfTokensGain, count: hidden)
      VectorMath.add(rows, to: state, count: hidden)
    }
    norm.forward(
      texts.states + range.lowerBound * hidden, weights: plainWeights, into: texts.states + range.lowerBound * hidden,
      saved: texts.saved.from(row: range.lowerBound, columns: hidden), rows: range.count)
  }

  private func embed(_ range: Range<Int>, into rows: Floats) {
    batch.inputIDs.withUnsafeBufferPointer { ids in
      positions.withUnsafeBufferPointer { positions in
        guard let ids = ids.baseAddress, let positions = positions.baseAddress else { return }
        Embedding.forward(
          ids: ids + range.lowerBound, positions: positions + range.lowerBound, tables: weights.embeddings.tables,
          into: rows, tokens: range.count, columns: hidden)
      }
    }
  }

  private func backwardTexts(_ range: Range<Int>, _ thread: Int) {
    let base = normGradients.pointer + thread * 4 * hidden
    let states = texts.dropped + range.lowerBound * hidden
    norm.backward(
      states, saved: texts.saved.from(row: range.lowerBound, columns: hidden), weights: plainWeights,
      gradients: LayerNorm.Weights(gamma: base + 2 * hidden, beta: base + 3 * hidden), into: states, rows: range.count)
    let keys = keyGradients.pointer + thread * pooling.heads * hidden
    for text in range { backwardTokens(text, LayerNorm.Weights(gamma: base, beta: base + hidden), keys: keys) }
  }

  /// From ds of a text to the gradients of its tokens' embeddings, in `tokens.rows`.
  private func backwardTokens(_ text: Int, _ gradients: LayerNorm.Weights, keys: Floats) {
    let (first, length) = (batch.sequenceOffsets[text], batch.length(text))
    let ds = texts.dropped + text * hidden
    let rows = tokens.rows + first * hidden
    // The state is h_0 and gain times what is pooled: its gradient is scaled for that, and given to h_0 as it was.
    let own = texts.activation + text * hidden
    own.update(from: ds, count: hidden)
    VectorMath.scale(ds, by: RobertaParameters.bagOfTokensGain, count: hidden)
    pooling.backward(
      ds, rows, length, shares: tokens.shares(from: first), keyGradients: keys, scratch: tokens.scores(from: first))
    VectorMath.add(own, to: rows, count: hidden)
    norm.backward(
      rows, saved: tokens.saved.from(row: first, columns: hidden), weights: weights.embeddings.norm,
      gradients: gradients, into: rows, rows: length)
  }

  /// Adds the tokens' gradients to their words' rows, for some columns, so that threads share no float. The positions'
  /// columns are theirs alone.
  private func scatter(_ columns: Range<Int>) {
    let columns = columns.clamped(to: parameters.positionColumns..<hidden)
    let padding = Int32(parameters.configuration.padTokenID)
    for (token, id) in batch.inputIDs.enumerated() where id != padding {
      VectorMath.add(
        tokens.rows + token * hidden + columns.lowerBound,
        to: gradientWeights.embeddings.tables.word + Int(id) * hidden + columns.lowerBound, count: columns.count)
    }
  }

  private var plainWeights: LayerNorm.Weights {
    LayerNorm.Weights(gamma: plainNorm.pointer, beta: plainNorm.pointer + hidden)
  }
}
