internal import Roberta
private import Tensors

/// Reads a checkpoint's tensors into the parameters that the configuration asks for.
struct ModelWeights {
  let tensors: CheckpointTensors
  let configuration: RobertaConfiguration

  /// The weights as floats. Every tensor is checked before memory is taken for any, so that a configuration of absurd
  /// sizes costs nothing.
  func load() throws(ModelError) -> RobertaParameters {
    let table = ParameterTable(configuration)
    for descriptor in table.descriptors { try check(descriptor) }
    // Tensors of PyTorch may share their bytes; more parameters than bytes is not sharing any more.
    guard table.totalCount <= tensors.byteCount else {
      throw ModelError(
        file: tensors.path, problem: "\(tensors.byteCount) bytes can't hold \(table.totalCount) parameters")
    }
    let words = tensors.halfRows(RobertaParameters.wordEmbedding)
    if let words, !words.isFinite { throw tensors.error(RobertaParameters.wordEmbedding, Self.notFinite) }
    let parameters = RobertaParameters(configuration: configuration, words: words)
    for descriptor in table.descriptors where words == nil || descriptor.name != RobertaParameters.wordEmbedding {
      try tensors.copy(descriptor.name, into: parameters[descriptor.name])
      guard Self.isFinite(UnsafeBufferPointer(parameters[descriptor.name])) else {
        throw tensors.error(descriptor.name, Self.notFinite)
      }
    }
    return parameters
  }

  private static let notFinite = "holds an infinity or NaN"

  /// Whether all values are finite. The bits without the sign are compared as integers, which vectorises.
  private static func isFinite(_ values: UnsafeBufferPointer<Float>) -> Bool {
    var largest: Int32 = 0
    for value in values { largest = max(largest, Int32(bitPattern: value.bitPattern & 0x7FFF_FFFF)) }
    return largest < 0x7F80_0000
  }

  private func check(_ descriptor: ParameterDescriptor) throws(ModelError) {
    guard let shape = tensors.shape(descriptor.name) else {
      throw tensors.error(descriptor.name, "is missing\(hint)")
    }
    guard shape == descriptor.shape else {
      throw tensors.error(
        descriptor.name,
        "has the shape \(shape); config.json asks for \(descriptor.shape)\(reason(descriptor))")
    }
    try tensors.checkDType(descriptor.name)
  }

  /// Which key of the configuration the first dimension comes from, where a person may have changed one file only.
  private func reason(_ descriptor: ParameterDescriptor) -> String {
    if descriptor.name.hasPrefix("classifier.out_proj") { return " (a row for each label of id2label)" }
    if descriptor.name.contains("word_embeddings") { return " (vocab_size, hidden_size)" }
    if descriptor.name.contains("position_embeddings") { return " (max_position_embeddings, hidden_size)" }
    return ""
  }

  private var hint: String {
    tensors.names.contains { $0.hasPrefix("lm_head") }
      ? ": this is a masked language model without a classification head" : ""
  }
}
