internal import Tensors

typealias Floats = UnsafeMutablePointer<Float>

/// One encoder layer's parameters, or their gradients, in a flat buffer.
struct LayerWeights {
  /// (3C, C): query, key, value.
  let qkvWeight: Floats
  /// (3C)
  let qkvBias: Floats
  /// (C, C)
  let projectionWeight: Floats
  let projectionBias: Floats
  let attentionNorm: LayerNorm.Weights
  /// (I, C)
  let innerWeight: Floats
  let innerBias: Floats
  /// (C, I)
  let outputWeight: Floats
  let outputBias: Floats
  let outputNorm: LayerNorm.Weights
  private let hidden: Int

  /// The layer's pointers, `base` being where its first parameter lies.
  init(layerBase base: Floats, configuration: RobertaConfiguration) {
    let (c, i) = (configuration.hiddenSize, configuration.intermediateSize)
    var next = base
    func take(_ count: Int) -> Floats {
      defer { next += count }
      return next
    }
    hidden = c
    qkvWeight = take(3 * c * c)
    qkvBias = take(3 * c)
    projectionWeight = take(c * c)
    projectionBias = take(c)
    attentionNorm = LayerNorm.Weights(gamma: take(c), beta: take(c))
    innerWeight = take(i * c)
    innerBias = take(i)
    outputWeight = take(c * i)
    outputBias = take(c)
    outputNorm = LayerNorm.Weights(gamma: take(c), beta: take(c))
  }

  /// The key's and the value's parts, for the layer that attends from token 0 alone.
  var keyAndValue: TokenZeroAttention.Weights {
    TokenZeroAttention.Weights(
      key: qkvWeight + hidden * hidden, value: qkvWeight + 2 * hidden * hidden, valueBias: qkvBias + 2 * hidden)
  }
}

/// The embeddings' parameters, or their gradients.
struct EmbeddingWeights {
  let tables: Embedding.Tables
  let norm: LayerNorm.Weights

  init(base: Floats, configuration: RobertaConfiguration) {
    let c = configuration.hiddenSize
    let position = base + configuration.vocabSize * c
    let tokenType = position + configuration.maxPositionEmbeddings * c
    let gamma = tokenType + configuration.typeVocabSize * c
    tables = Embedding.Tables(word: base, position: position, tokenType: tokenType)
    norm = LayerNorm.Weights(gamma: gamma, beta: gamma + c)
  }
}

/// The head's parameters, or their gradients.
struct HeadWeights {
  /// (C, C)
  let denseWeight: Floats
  let denseBias: Floats
  /// (K, C)
  let outWeight: Floats
  let outBias: Floats

  init(base: Floats, configuration: RobertaConfiguration) {
    let c = configuration.hiddenSize
    denseWeight = base
    denseBias = base + c * c
    outWeight = denseBias + c
    outBias = outWeight + configuration.numLabels * c
  }
}

/// All pointers into one flat buffer of a model's layout.
struct ModelWeights: @unchecked Sendable {
  let embeddings: EmbeddingWeights
  let layers: [LayerWeights]
  let head: HeadWeights

  init(_ buffer: FloatBuffer, table: ParameterTable, configuration: RobertaConfiguration) {
    precondition(buffer.count == table.totalCount, "ModelWeights: a buffer of \(buffer.count) floats")
    embeddings = EmbeddingWeights(base: buffer.pointer, configuration: configuration)
    layers = (0..<configuration.numHiddenLayers).map {
      LayerWeights(layerBase: buffer.pointer + table.range(ofLayer: $0).lowerBound, configuration: configuration)
    }
    let headRange = table.range(ofLayer: configuration.numHiddenLayers)
    head = HeadWeights(base: buffer.pointer + headRange.lowerBound, configuration: configuration)
  }
}
