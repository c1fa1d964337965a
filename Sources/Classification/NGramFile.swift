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
    /// (1), F32.
    case scale = "classifier.scale"
    /// (1, D), F32; may be missing together with the next.
    case noneWeight = "none.weight"
    /// (1), F32.
    case noneBias = "none.bias"
  }

  private static let format = "parlance-ngrams"
  /// 2: with runs of the text's shape among the features, a scale, and "none of these".
  private static let version = "2"

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
    let classes = try head(.weight, .bias, of: file), none = try none(of: file)
    let scale = try elements(.scale, of: file, as: Float.self)[0]
    do throws(NGramError) {
      return try NGramClassifier(keys: keys, rows: rows, classes: classes, scale: scale, none: none)
    } catch {
      throw ModelError(file: path, field: Self.tensor(error.field).rawValue, problem: "\(error.problem)")
    }
  }

  /// Writes the file under a temporary name and renames it.
  func write(_ ngrams: NGramClassifier) throws(ModelError) {
    let (m, d) = (ngrams.featureCount, ngrams.dimensions)
    do throws(SafetensorsError) {
      try ngrams.keys.withUnsafeBufferPointer { keys throws(SafetensorsError) in
        try ngrams.rows.withUnsafeBufferPointer { rows throws(SafetensorsError) in
          try withUnsafePointer(to: ngrams.scale) { scale throws(SafetensorsError) in
            let tables = [
              SafetensorsTensor(name: Tensor.keys.rawValue, shape: [m], elements: keys),
              SafetensorsTensor(name: Tensor.rows.rawValue, shape: [m, d], elements: rows),
              SafetensorsTensor(
                name: Tensor.scale.rawValue, shape: [1], elements: UnsafeBufferPointer(start: scale, count: 1)),
            ]
            try write(tables, classes: ngrams.classes, none: ngrams.none)
          }
        }
      }
    } catch {
      throw ModelError(error)
    }
  }

  private func write(
    _ tables: [SafetensorsTensor], classes: NGramHead, none: NGramHead?
  ) throws(SafetensorsError) {
    try withTensors(of: classes, .weight, .bias) { classes throws(SafetensorsError) in
      guard let none else { return try write(tables + classes) }
      try withTensors(of: none, .noneWeight, .noneBias) { none throws(SafetensorsError) in
        try write(tables + classes + none)
      }
    }
  }

  private func write(_ tensors: [SafetensorsTensor]) throws(SafetensorsError) {
    try SafetensorsWriter.write(tensors, metadata: ["format": Self.format, "version": Self.version], to: path)
  }

  private func withTensors(
    of head: NGramHead, _ weight: Tensor, _ bias: Tensor,
    _ body: ([SafetensorsTensor]) throws(SafetensorsError) -> Void
  ) throws(SafetensorsError) {
    let shape = [head.bias.count, head.weight.count / max(1, head.bias.count)]
    try head.weight.withUnsafeBufferPointer { weights throws(SafetensorsError) in
      try head.bias.withUnsafeBufferPointer { biases throws(SafetensorsError) in
        try body([
          SafetensorsTensor(name: weight.rawValue, shape: shape, elements: weights),
          SafetensorsTensor(name: bias.rawValue, shape: [head.bias.count], elements: biases),
        ])
      }
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
    try check(.scale, is: [1], "one number")
    guard hasNone(file) else { return }
    try check(.noneWeight, is: [1, dimensions], "one row, as wide as \(Tensor.weight.rawValue)")
    try check(.noneBias, is: [1], "one number")
  }

  /// Whether one of the tensors of "none of these" is there; then the other has to be.
  private func hasNone(_ file: SafetensorsFile) -> Bool {
    [Tensor.noneWeight, .noneBias].contains { file.info($0.rawValue) != nil }
  }

  private func head(_ weight: Tensor, _ bias: Tensor, of file: SafetensorsFile) throws(ModelError) -> NGramHead {
    NGramHead(
      weight: try elements(weight, of: file, as: Float.self), bias: try elements(bias, of: file, as: Float.self))
  }

  private func none(of file: SafetensorsFile) throws(ModelError) -> NGramHead? {
    hasNone(file) ? try head(.noneWeight, .noneBias, of: file) : nil
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
    case .scale: .scale
    case .noneWeight: .noneWeight
    case .noneBias: .noneBias
    case .weight, .dimensions, .oldRows: .weight
    }
  }

  private func error(_ tensor: Tensor, _ problem: String) -> ModelError {
    ModelError(file: path, field: tensor.rawValue, problem: problem)
  }
}
