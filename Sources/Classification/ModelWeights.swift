internal import Roberta
private import Safetensors

/// Reads `model.safetensors` into the parameters that the configuration asks for.
struct ModelWeights {
  let directory: ModelDirectory
  let configuration: RobertaConfiguration

  private var path: String { directory.path(of: .weights) }

  /// The weights as floats. Every tensor is checked before memory is taken for any, so that a configuration of absurd
  /// sizes costs nothing.
  func load() throws(ModelError) -> RobertaParameters {
    guard directory.has(.weights) else { throw ModelError(file: path, problem: "is missing") }
    do {
      let file = try SafetensorsFile(path: path)
      for descriptor in ParameterTable(configuration).descriptors { try check(descriptor, in: file) }
      let parameters = RobertaParameters(configuration: configuration)
      for descriptor in parameters.table.descriptors {
        try file.copyFloats(descriptor.name, into: parameters[descriptor.name])
        guard Self.isFinite(UnsafeBufferPointer(parameters[descriptor.name])) else {
          throw ModelError(file: path, field: descriptor.name, problem: "holds an infinity or NaN")
        }
      }
      return parameters
    } catch let error as SafetensorsError {
      throw ModelError(file: error.path, problem: "\(error.problem)")
    } catch let error as ModelError {
      throw error
    } catch {
      throw ModelError(file: path, problem: "\(error)")
    }
  }

  /// Whether all values are finite. The bits without the sign are compared as integers, which vectorises.
  private static func isFinite(_ values: UnsafeBufferPointer<Float>) -> Bool {
    var largest: Int32 = 0
    for value in values { largest = max(largest, Int32(bitPattern: value.bitPattern & 0x7FFF_FFFF)) }
    return largest < 0x7F80_0000
  }

  private func check(_ descriptor: ParameterDescriptor, in file: SafetensorsFile) throws(ModelError) {
    guard let info = file.info(descriptor.name) else {
      throw ModelError(file: path, field: descriptor.name, problem: "is missing\(hint(file))")
    }
    guard info.shape == descriptor.shape else {
      throw ModelError(
        file: path, field: descriptor.name,
        problem: "has the shape \(info.shape); config.json asks for \(descriptor.shape)\(reason(descriptor))")
    }
    guard [.f32, .f16, .bf16].contains(info.dtype) else {
      throw ModelError(
        file: path, field: descriptor.name, problem: "is stored as \(info.dtype.rawValue); F32, F16 and BF16 are read")
    }
  }

  /// Which key of the configuration the first dimension comes from, where a person may have changed one file only.
  private func reason(_ descriptor: ParameterDescriptor) -> String {
    if descriptor.name.hasPrefix("classifier.out_proj") { return " (a row for each label of id2label)" }
    if descriptor.name.contains("word_embeddings") { return " (vocab_size, hidden_size)" }
    if descriptor.name.contains("position_embeddings") { return " (max_position_embeddings, hidden_size)" }
    return ""
  }

  private func hint(_ file: SafetensorsFile) -> String {
    file.names.contains { $0.hasPrefix("lm_head") }
      ? ": this is a masked language model without a classification head" : ""
  }
}
