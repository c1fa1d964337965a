/// One parameter: what it is called, its shape, and where it lies in a flat buffer.
package struct ParameterDescriptor: Sendable, Equatable {
  /// Hugging Face's name.
  package let name: String
  package let shape: [Int]
  /// The product of the shape.
  package let count: Int
  /// The first float in a flat buffer.
  package let offset: Int
  /// -1 for the embeddings, 0..<L for the encoder's layers, L for the head.
  package let layer: Int
  /// Whether weight decay applies: to matrices, not to biases and layer norms.
  package let hasWeightDecay: Bool

  /// The floats in a flat buffer.
  package var range: Range<Int> { offset..<offset + count }
}

/// Every parameter of a model, in the order of the flat buffers that are cut from it: parameters, gradients, moments.
///
/// A layer's parameters are neighbours, and its query, key and value weights (and biases) follow each other, so that
/// the three are one matrix of (3C, C).
package struct ParameterTable: Sendable, Equatable {
  /// In the buffers' order, without gaps.
  package let descriptors: [ParameterDescriptor]
  /// The floats of a whole buffer.
  package let totalCount: Int
  private let indices: [String: Int]

  /// The table of a model of this shape.
  package init(_ configuration: RobertaConfiguration) {
    var builder = Builder()
    builder.addEmbeddings(configuration)
    for layer in 0..<configuration.numHiddenLayers { builder.addLayer(layer, configuration) }
    if configuration.hasHead { builder.addHead(configuration) }
    descriptors = builder.descriptors
    totalCount = builder.offset
    indices = Dictionary(uniqueKeysWithValues: descriptors.enumerated().map { ($1.name, $0) })
  }

  /// The parameter of that Hugging Face name.
  package subscript(name: String) -> ParameterDescriptor? { indices[name].map { descriptors[$0] } }

  /// The floats that belong to a layer (-1 for the embeddings, L for the head).
  package func range(ofLayer layer: Int) -> Range<Int> {
    let own = descriptors.filter { $0.layer == layer }
    guard let first = own.first, let last = own.last else { return 0..<0 }
    return first.offset..<last.range.upperBound
  }

  /// The offset of a parameter that every model of this kind has.
  func offset(_ name: String) -> Int {
    guard let descriptor = self[name] else { preconditionFailure("ParameterTable: no \(name)") }
    return descriptor.offset
  }
}

private struct Builder {
  var descriptors: [ParameterDescriptor] = []
  var offset = 0
  private var layer = -1

  private mutating func add(_ name: String, _ shape: [Int], isNorm: Bool = false) {
    let count = shape.reduce(1, *)
    descriptors.append(
      ParameterDescriptor(
        name: name, shape: shape, count: count, offset: offset, layer: layer,
        hasWeightDecay: !isNorm && !name.hasSuffix(".bias")))
    offset += count
  }

  private mutating func addNorm(_ prefix: String, _ size: Int) {
    add(prefix + ".LayerNorm.weight", [size], isNorm: true)
    add(prefix + ".LayerNorm.bias", [size], isNorm: true)
  }

  private mutating func addDense(_ prefix: String, _ outputs: Int, _ inputs: Int) {
    add(prefix + ".weight", [outputs, inputs])
    add(prefix + ".bias", [outputs])
  }

  mutating func addEmbeddings(_ c: RobertaConfiguration) {
    let prefix = "roberta.embeddings"
    add(prefix + ".word_embeddings.weight", [c.vocabSize, c.hiddenSize])
    add(prefix + ".position_embeddings.weight", [c.maxPositionEmbeddings, c.hiddenSize])
    add(prefix + ".token_type_embeddings.weight", [c.typeVocabSize, c.hiddenSize])
    addNorm(prefix, c.hiddenSize)
  }

  mutating func addLayer(_ index: Int, _ c: RobertaConfiguration) {
    layer = index
    let prefix = "roberta.encoder.layer.\(index)"
    for kind in ["query", "key", "value"] {
      add("\(prefix).attention.self.\(kind).weight", [c.hiddenSize, c.hiddenSize])
    }
    for kind in ["query", "key", "value"] { add("\(prefix).attention.self.\(kind).bias", [c.hiddenSize]) }
    addDense(prefix + ".attention.output.dense", c.hiddenSize, c.hiddenSize)
    addNorm(prefix + ".attention.output", c.hiddenSize)
    addDense(prefix + ".intermediate.dense", c.intermediateSize, c.hiddenSize)
    addDense(prefix + ".output.dense", c.hiddenSize, c.intermediateSize)
    addNorm(prefix + ".output", c.hiddenSize)
  }

  mutating func addHead(_ c: RobertaConfiguration) {
    layer = c.numHiddenLayers
    addDense("classifier.dense", c.hiddenSize, c.hiddenSize)
    addDense("classifier.out_proj", c.numLabels, c.hiddenSize)
  }
}
