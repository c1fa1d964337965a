internal import Tensors

/// The weights of an encoder's products, each packed once for inference in one precision. They refer to the parameters,
/// which have to stay where they are.
struct PackedWeights: Sendable {
  let precision: InferencePrecision
  let layers: [PackedLayer]
  let last: PackedLastLayer
  let dense: PackedLinear
  let projection: PackedLinear

  init(_ weights: ModelWeights, configuration: RobertaConfiguration, precision: InferencePrecision) {
    self.precision = precision
    layers = weights.layers.dropLast().map { PackedLayer($0, configuration: configuration, precision: precision) }
    last = PackedLastLayer(weights.layers[weights.layers.count - 1], configuration: configuration, precision: precision)
    // They work on one row a text: nothing is gained by rounding.
    let (c, head) = (configuration.hiddenSize, weights.head)
    dense = PackedLinear(
      .init(head.denseWeight, stride: c), bias: head.denseBias, inputs: c, outputs: c, precision: .fp32)
    projection = PackedLinear(
      .init(head.outWeight, stride: c), bias: head.outBias, inputs: c, outputs: configuration.numLabels,
      precision: .fp32)
  }

  /// Of the products between tokens: nothing of them can be packed before.
  var attention: Precision { precision == .fp32 ? .fp32 : Precision.fastest }

  /// Bytes that they take.
  var bytes: Int {
    layers.reduce(last.bytes) { $0 + $1.bytes } + dense.packedBytes + projection.packedBytes
  }
}

/// A layer that works for every token.
struct PackedLayer: Sendable {
  /// Query, key and value.
  let qkv: PackedLinear
  let tail: PackedTail

  init(_ weights: LayerWeights, configuration: RobertaConfiguration, precision: InferencePrecision) {
    let c = configuration.hiddenSize
    qkv = PackedLinear(
      .init(weights.qkvWeight, stride: c), bias: weights.qkvBias, inputs: c, outputs: 3 * c, precision: precision)
    tail = PackedTail(weights, configuration: configuration, precision: precision)
  }

  var bytes: Int { qkv.packedBytes + tail.bytes }
}

/// The layer that works for token 0 alone.
struct PackedLastLayer: Sendable {
  let query: PackedLinear
  let attention: PackedTokenZeroAttention
  let tail: PackedTail

  init(_ weights: LayerWeights, configuration: RobertaConfiguration, precision: InferencePrecision) {
    let c = configuration.hiddenSize
    query = PackedLinear(
      .init(weights.qkvWeight, stride: c), bias: weights.qkvBias, inputs: c, outputs: c, precision: precision)
    attention = PackedTokenZeroAttention(
      TokenZeroAttention(hidden: c, heads: configuration.numAttentionHeads), weights: weights.keyAndValue)
    tail = PackedTail(weights, configuration: configuration, precision: precision)
  }

  var bytes: Int { query.packedBytes + attention.packedBytes + tail.bytes }
}
