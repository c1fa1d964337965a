/// What a file of PyTorch says about one tensor, checked against the bytes that are there.
package struct PyTorchTensorInfo: Sendable, Equatable {
  /// The tensor's name in the dictionary.
  package let name: String
  /// The type of its elements in the file.
  package let dtype: PyTorchDType
  /// Its shape; empty for a scalar.
  package let shape: [Int]
  /// The product of the shape.
  package let elementCount: Int
  /// Elements from one index to the next, for each dimension.
  let strides: [Int]
  /// Where its first element lies in the file.
  let start: Int
}

extension PyTorchTensorInfo {
  typealias Problem = PyTorchFileError.Problem

  /// Checks that every element of the tensor lies inside its storage.
  init(
    name: String, _ tensor: PickledTensor, storages: [String: Range<Int>], fileBytes: Int
  ) throws(Problem) {
    let storage = tensor.storage
    guard let bytes = storages[storage.key] else { throw .missingStorage(storage.key) }
    let (needed, overflow) = storage.count.multipliedReportingOverflow(by: storage.elementBytes)
    guard !overflow, needed == bytes.count else {
      throw .storageSize(key: storage.key, needed: overflow ? Int.max : needed, found: bytes.count)
    }
    let window = try Self.window(storage, dtype: tensor.dtype)
    guard let layout = Self.layout(tensor) else { throw .invalidLayout(tensor: name) }
    guard layout.extent <= window.count else {
      throw .beyondStorage(tensor: name, needed: layout.extent, found: window.count)
    }
    guard layout.elements <= fileBytes else { throw .expanded(tensor: name, elements: layout.elements) }
    self.init(
      name: name, dtype: tensor.dtype, shape: tensor.sizes, elementCount: layout.elements, strides: tensor.strides,
      start: layout.elements == 0
        ? bytes.lowerBound : bytes.lowerBound + (window.lowerBound + tensor.offset) * tensor.dtype.byteCount)
  }

  /// The elements of the storage that the tensor may use, in its own dtype.
  private static func window(_ storage: PickledStorage, dtype: PyTorchDType) throws(Problem) -> Range<Int> {
    let all = 0..<(storage.dtype == nil ? storage.count / dtype.byteCount : storage.count)
    guard storage.dtype == nil || storage.dtype == dtype else { throw .inconsistentStorage(storage.key) }
    guard let view = storage.view else { return all }
    guard view.upperBound <= all.upperBound else {
      throw .beyondStorage(tensor: storage.key, needed: view.upperBound, found: all.upperBound)
    }
    return view
  }

  /// How many elements there are, and the last one's place plus one; nil where that is not a tensor's layout.
  private static func layout(_ tensor: PickledTensor) -> (elements: Int, extent: Int)? {
    guard tensor.sizes.count == tensor.strides.count, tensor.offset >= 0 else { return nil }
    var (elements, last) = (1, tensor.offset)
    for (size, stride) in zip(tensor.sizes, tensor.strides) {
      guard size >= 0, stride >= 0 else { return nil }
      let product = elements.multipliedReportingOverflow(by: size)
      let reach = max(0, size - 1).multipliedReportingOverflow(by: stride)
      let sum = last.addingReportingOverflow(reach.partialValue)
      if product.overflow || reach.overflow || sum.overflow { return nil }
      (elements, last) = (product.partialValue, sum.partialValue)
    }
    // A tensor without elements uses nothing, wherever it begins.
    return last == Int.max ? nil : (elements, elements == 0 ? 0 : last + 1)
  }
}
