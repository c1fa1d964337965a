internal import Files

/// A file that `torch.save` wrote for a dictionary of tensors (`pytorch_model.bin`), mapped into memory and checked as a
/// whole when it is opened: the zip format and the one before PyTorch 1.6.
///
/// Nothing in it is executed. A pickle that asks for anything but tensors is an error that names it.
package final class PyTorchFile: Sendable {
  /// The file, as it was named by the caller.
  package let path: String
  /// The tensors, in the dictionary's order.
  package let tensors: [PyTorchTensorInfo]
  /// The size of the file in bytes.
  package var byteCount: Int { file.bytes.count }

  private let file: MappedFile
  private let indices: [String: Int]

  /// Opens and checks the file at `path`; after that, the bytes of every tensor are there.
  package init(path: String) throws(PyTorchFileError) {
    self.path = path
    guard !path.utf8.contains(0) else { throw PyTorchFileError(path: "", problem: .unreadable("no path")) }
    do throws(FileError) {
      file = try MappedFile(path: path)
    } catch {
      throw PyTorchFileError(path: path, problem: .unreadable("\(error.problem)"))
    }
    do throws(PyTorchFileError.Problem) {
      tensors = try Self.tensors(in: file.bytes)
    } catch {
      throw PyTorchFileError(path: path, problem: error)
    }
    indices = Dictionary(uniqueKeysWithValues: tensors.enumerated().map { ($1.name, $0) })
  }

  private static func tensors(
    in file: UnsafeRawBufferPointer
  ) throws(PyTorchFileError.Problem) -> [PyTorchTensorInfo] {
    let dictionary = try StateDictionary(file: file)
    var tensors: [PyTorchTensorInfo] = []
    for (name, tensor) in dictionary.tensors {
      tensors.append(
        try PyTorchTensorInfo(name: name, tensor, storages: dictionary.storages, fileBytes: file.count))
    }
    return tensors
  }

  /// What the file says about the tensor `name`; nil where there is none of that name.
  package func info(_ name: String) -> PyTorchTensorInfo? { indices[name].map { tensors[$0] } }

  /// Copies the tensor `name` into `destination`, which must have exactly its elements: row by row, whatever its
  /// strides are, and as floats, whatever its dtype is (to nearest; true is 1).
  package func copyFloats(
    _ name: String, into destination: UnsafeMutableBufferPointer<Float>
  ) throws(PyTorchFileError) {
    guard let info = info(name) else { throw PyTorchFileError(path: path, problem: .noSuchTensor(name)) }
    guard info.elementCount == destination.count else {
      throw PyTorchFileError(
        path: path,
        problem: .countMismatch(tensor: name, elements: info.elementCount, buffer: destination.count))
    }
    guard var target = destination.baseAddress else { return }
    let runs = ElementRuns(info)
    let conversion = ElementConversion(dtype: info.dtype, file: file.bytes, start: info.start)
    runs.forEach { place in
      conversion.run(place: place, count: runs.count, stride: runs.stride, into: target)
      target += runs.count
    }
  }
}
