internal import NGrams
internal import Safetensors

/// `ngrams.safetensors`: the n-gram part of a model, which `transformers` does not know of.
struct NGramFile {
  let path: String

  /// What is in it: M features of D dimensions, K labels.
  private enum Tensor: String, CaseIterable {
    /// (M), U32.
    case keys = "ngrams.keys"
    /// (M, D), I8.
    case rows = "ngrams.weight"
    /// (K, D), F32.
    case weight = "classifier.weight"
    /// (K), F32.
    case bias = "classifier.bias"
  }

  private static let format = "parlance-ngrams"
  private static let version = "1"

  /// Reads and checks everything, for a model of so many labels.
  ///
  /// - Throws: a `ModelError` that names the tensor, or the member of `__metadata__`.
  func read(classCount: Int) throws(ModelError) -> NGramClassifier {
    let file = try open()
    try checkMetadata(file.metadata)
    if let name = file.names.first(where: { Tensor(rawValue: $0) == nil }) {
      throw ModelError(file: path, field: name, problem: "is no tensor of an n-gram model")
    }
    try checkShapes(file, classCount: classCount)
    let keys = try elements(.keys, of: file, as: UInt32.self), rows = try mappedRows(of: file)
    let weight = try elements(.weight, of: file, as: Float.self), bias = try elements(.bias, of: file, as: Float.self)
    do throws(NGramError) {
      return try NGramClassifier(keys: keys, rows: rows, weight: weight, bias: bias)
    } catch {
      throw ModelError(file: path, field: Self.tensor(error.field).rawValue, problem: "\(error.problem)")
    }
  }

  /// Writes the file under a temporary name and renames it.
  func write(_ ngrams: NGramClassifier) throws(ModelError) {
    let (m, d, k) = (ngrams.featureCount, ngrams.dimensions, ngrams.classCount)
    do throws(SafetensorsError) {
      try ngrams.keys.withUnsafeBufferPointer { keys throws(SafetensorsError) in
        try ngrams.rows.withUnsafeBufferPointer { rows throws(SafetensorsError) in
          try ngrams.weight.withUnsafeBufferPointer { weight throws(SafetensorsError) in
            try ngrams.bias.withUnsafeBufferPointer { bias throws(SafetensorsError) in
              let tensors = [
                SafetensorsTensor(name: Tensor.keys.rawValue, shape: [m], elements: keys),
                SafetensorsTensor(name: Tensor.rows.rawValue, shape: [m, d], elements: rows),
                SafetensorsTensor(name: Tensor.weight.rawValue, shape: [k, d], elements: weight),
                SafetensorsTensor(name: Tensor.bias.rawValue, shape: [k], elements: bias),
              ]
              let metadata = ["format": Self.format, "version": Self.version]
              try SafetensorsWriter.write(tensors, metadata: metadata, to: path)
            }
          }
        }
      }
    } catch {
      throw ModelError(error)
    }
  }
}

extension NGramFile {
  private func open() throws(ModelError) -> SafetensorsFile {
    do throws(SafetensorsError) { return try SafetensorsFile(path: path) } catch { throw ModelError(error) }
  }

  private func checkMetadata(_ metadata: [String: String]) throws(ModelError) {
    for (key, expected) in [("format", Self.format), ("version", Self.version)] where metadata[key] != expected {
      let problem = metadata[key].map { "is \"\($0)\"; \"\(expected)\" is read" } ?? "is missing"
      throw ModelError(file: path, field: "__metadata__.\(key)", problem: problem)
    }
  }

  private func checkShapes(_ file: SafetensorsFile, classCount: Int) throws(ModelError) {
    func shape(_ tensor: Tensor, dimensions: Int) throws(ModelError) -> [Int] {
      guard let shape = file.info(tensor.rawValue)?.shape else { throw error(tensor, "is missing") }
      guard shape.count == dimensions else {
        throw error(tensor, "has the shape \(shape), not \(dimensions) dimensions")
      }
      return shape
    }
    func check(_ tensor: Tensor, is expected: [Int], _ reason: String) throws(ModelError) {
      let shape = try shape(tensor, dimensions: expected.count)
      guard shape == expected else { throw error(tensor, "has the shape \(shape), not \(expected): \(reason)") }
    }
    let features = try shape(.keys, dimensions: 1)[0], dimensions = try shape(.weight, dimensions: 2)[1]
    guard (1...NGramClassifier.mostDimensions).contains(dimensions) else {
      throw error(.weight, "has \(dimensions) dimensions; from 1 to \(NGramClassifier.mostDimensions) are read")
    }
    try check(.weight, is: [classCount, dimensions], "a row for each label of config.json")
    try check(.bias, is: [classCount], "a number for each label of config.json")
    try check(
      .rows, is: [features, dimensions],
      "a row for each of \(Tensor.keys.rawValue), as wide as \(Tensor.weight.rawValue)")
  }

  /// The rows, by far the largest part, are read where the file is mapped.
  private func mappedRows(of file: SafetensorsFile) throws(ModelError) -> NGramRows {
    try check(.rows, is: .i8, file)
    guard let bytes = file.bytes(Tensor.rows.rawValue) else { throw error(.rows, "is missing") }
    return NGramRows(bytes, of: file)
  }

  private func elements<Element: SafetensorsElement>(
    _ tensor: Tensor, of file: SafetensorsFile, as type: Element.Type
  ) throws(ModelError) -> [Element] {
    try check(tensor, is: Element.dtype, file)
    do throws(SafetensorsError) { return try file.elements(tensor.rawValue) } catch { throw ModelError(error) }
  }

  private func check(_ tensor: Tensor, is expected: SafetensorsDType, _ file: SafetensorsFile) throws(ModelError) {
    guard let dtype = file.info(tensor.rawValue)?.dtype, dtype != expected else { return }
    throw error(tensor, "is stored as \(dtype.rawValue); \(expected.rawValue) is read")
  }

  /// The tensor that has what the classifier found fault with.
  private static func tensor(_ field: NGramError.Field) -> Tensor {
    switch field {
    case .keys: .keys
    case .rows: .rows
    case .bias: .bias
    case .weight, .dimensions, .oldRows: .weight
    }
  }

  private func error(_ tensor: Tensor, _ problem: String) -> ModelError {
    ModelError(file: path, field: tensor.rawValue, problem: problem)
  }
}
