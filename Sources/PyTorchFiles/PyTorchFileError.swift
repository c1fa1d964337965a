internal import Files

/// Why a file of PyTorch could not be read: the file, and what about it.
package struct PyTorchFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as it was named by the caller.
  package let path: String
  /// What is wrong with it.
  package let problem: Problem

  /// One case for each way in which a file can be bad.
  package enum Problem: Error, Sendable, Equatable {
    /// The system could not open it, or it is no regular file; the text says which.
    case unreadable(String)
    /// Neither a zip archive nor a pickle.
    case unknownFormat
    /// Git LFS's stand-in for a file that was not fetched.
    case lfsPointer
    /// The file ends inside what stands at this offset.
    case truncated(offset: Int)
    /// The zip archive's directory breaks the format; the text says where.
    case malformedZip(String)
    /// An entry of the archive is compressed or encrypted, which PyTorch never does.
    case notStored(entry: String)
    /// The archive has no such entry.
    case missingEntry(String)
    /// The data was written on a big-endian machine.
    case bigEndian
    /// The header of the older format is not what it has to be.
    case malformedHeader(String)

    /// The pickle names a function or class that no state dictionary needs. It was not called.
    case forbiddenGlobal(String)
    /// The pickle has an instruction that no state dictionary needs.
    case unsupportedOpcode(String, offset: Int)
    /// The pickle contradicts itself.
    case malformedPickle(String, offset: Int)
    /// The pickle makes more values than any state dictionary has.
    case tooManyValues(limit: Int)
    /// The pickle's value is no dictionary of tensors.
    case notAStateDictionary(String)
    /// An entry of the dictionary is no tensor.
    case notATensor(name: String, kind: String)
    /// Two entries of the dictionary have one name.
    case duplicateName(String)

    /// A tensor's storage is not in the file.
    case missingStorage(String)
    /// A storage has another size than the pickle says, both in bytes.
    case storageSize(key: String, needed: Int, found: Int)
    /// Two parts of the pickle say different things about one storage.
    case inconsistentStorage(String)
    /// A tensor's sizes, strides or offset are negative, of different ranks or too large for an integer.
    case invalidLayout(tensor: String)
    /// A tensor reaches beyond its storage, both in elements.
    case beyondStorage(tensor: String, needed: Int, found: Int)
    /// A tensor repeats its storage so often that it has more elements than the file has bytes.
    case expanded(tensor: String, elements: Int)
    /// The caller asked for a tensor that is not in the file.
    case noSuchTensor(String)
    /// The caller's buffer has not as many elements as the tensor.
    case countMismatch(tensor: String, elements: Int, buffer: Int)
  }

  package var description: String { "\(path): \(problem)" }
}

extension PyTorchFileError.Problem: CustomStringConvertible {
  package var description: String { fileProblem ?? pickleProblem ?? tensorProblem }

  /// Problems of the file as a whole.
  private var fileProblem: String? {
    switch self {
    case .unreadable(let reason): reason
    case .unknownFormat: "neither a zip archive nor a pickle: not a file of torch.save"
    case .lfsPointer: "a Git LFS pointer: the file itself was not fetched (git lfs pull)"
    case .truncated(let offset): "the file ends inside what stands at byte \(offset)"
    case .malformedZip(let reason): "the zip archive is damaged: \(reason)"
    case .notStored(let entry): "\(entry): compressed or encrypted, which torch.save never does"
    case .missingEntry(let entry): "the archive has no \(entry)"
    case .bigEndian: "written on a big-endian machine, which is not supported"
    case .malformedHeader(let reason): "the header of the format before PyTorch 1.6 is damaged: \(reason)"
    default: nil
    }
  }

  /// Problems of the pickle.
  private var pickleProblem: String? {
    switch self {
    case .forbiddenGlobal(let name):
      "the pickle asks for \(name), which no state dictionary needs; nothing of it was run"
    case .unsupportedOpcode(let name, let offset):
      "the pickle has \(name) at byte \(offset), which no state dictionary needs"
    case .malformedPickle(let reason, let offset): "the pickle is damaged at byte \(offset): \(reason)"
    case .tooManyValues(let limit): "the pickle makes more than \(limit) values"
    case .notAStateDictionary(let kind): "holds \(kind), not a dictionary of tensors"
    case .notATensor(let name, let kind): "\(name): is \(kind), not a tensor"
    case .duplicateName(let name): "two tensors are named \(name)"
    default: nil
    }
  }

  /// Problems of one tensor or storage.
  private var tensorProblem: String {
    switch self {
    case .missingStorage(let key): "the storage \(key) is missing"
    case .storageSize(let key, let needed, let found):
      "the storage \(key) has \(found) bytes, the pickle says \(needed)"
    case .inconsistentStorage(let key): "the pickle says different things about the storage \(key)"
    case .invalidLayout(let tensor): "tensor \(tensor): its sizes, strides or offset are not those of a tensor"
    case .beyondStorage(let tensor, let needed, let found):
      "tensor \(tensor): needs \(needed) elements, its storage has \(found)"
    case .expanded(let tensor, let elements):
      "tensor \(tensor): has \(elements) elements, more than the file has bytes"
    case .noSuchTensor(let tensor): "no tensor named \(tensor)"
    case .countMismatch(let tensor, let elements, let buffer):
      "tensor \(tensor): \(elements) elements, but the buffer has \(buffer)"
    default: "unreadable"
    }
  }
}
