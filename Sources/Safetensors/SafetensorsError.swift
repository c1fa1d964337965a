internal import Files

/// Why a safetensors file could not be read or written: the file, and what about it.
package struct SafetensorsError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file, as it was named by the caller.
  package let path: String
  /// What is wrong with it.
  package let problem: Problem

  /// One case for each way in which a file can be bad.
  package enum Problem: Error, Sendable, Equatable {
    /// A system call failed: its name and `errno`.
    case system(call: String, code: Int32)
    /// Not a regular file (a directory, a pipe …).
    case notARegularFile
    /// Fewer than the eight bytes of the header's length.
    case tooShort(bytes: Int)
    /// The header says that it is longer than the format's bound of 100 MB.
    case headerTooLarge(bytes: UInt64)
    /// The header says that it is longer than the file.
    case headerBeyondEnd(header: Int, file: Int)
    /// The header is not a JSON object; the text says where and why.
    case headerNotJSON(String)
    /// `__metadata__` is not an object of strings.
    case invalidMetadata(key: String?)
    /// A field of a tensor's entry is missing or not what it has to be.
    case invalidField(tensor: String, field: String, expected: String)
    /// A `dtype` that this reader doesn't know.
    case unknownDType(tensor: String, dtype: String)
    /// Shape times element size does not fit an integer.
    case sizeOverflow(tensor: String)
    /// `data_offsets` do not span what shape and dtype need.
    case sizeMismatch(tensor: String, offsets: Int, needed: Int)
    /// `data_offsets` end before they begin.
    case reversedOffsets(tensor: String, begin: Int, end: Int)
    /// A tensor begins before the one in front of it ends.
    case overlap(tensor: String, begin: Int, expected: Int)
    /// A tensor begins after the one in front of it ends.
    case hole(tensor: String, begin: Int, expected: Int)
    /// The tensors end beyond the file, or the file goes on after the last one.
    case dataLength(tensors: Int, file: Int)
    /// The caller asked for a tensor that is not in the file.
    case noSuchTensor(String)
    /// The caller asked for floats from a dtype that has no conversion here.
    case noConversion(tensor: String, dtype: SafetensorsDType)
    /// The caller asked for elements of another type than the tensor has.
    case otherDType(tensor: String, dtype: SafetensorsDType, expected: SafetensorsDType)
    /// The caller's buffer has not as many elements as the tensor.
    case countMismatch(tensor: String, elements: Int, buffer: Int)
    /// Two tensors to write have one name.
    case duplicateName(String)
    /// `__metadata__` is no name for a tensor.
    case reservedName
  }
}

extension SafetensorsError {
  package var description: String { "\(path): \(problem)" }
}

extension SafetensorsError.Problem: CustomStringConvertible {
  package var description: String { fileProblem ?? tensorProblem ?? callerProblem }

  /// Problems of the file as a whole.
  private var fileProblem: String? {
    switch self {
    case .system(let call, let code): "\(call) failed: \(systemMessage(code))"
    case .notARegularFile: "not a regular file"
    case .tooShort(let bytes): "\(bytes) bytes are too few for a safetensors file"
    case .headerTooLarge(let bytes): "the header says it has \(bytes) bytes; the format allows 100000000"
    case .headerBeyondEnd(let header, let file):
      "the header says it has \(header) bytes, but the file has \(file) in all"
    case .headerNotJSON(let reason): "the header is not a JSON object: \(reason)"
    case .invalidMetadata(nil): "__metadata__ must be an object of strings"
    case .invalidMetadata(.some(let key)): "__metadata__.\(key) must be a string"
    case .dataLength(let tensors, let file):
      "the tensors need \(tensors) bytes, but \(file) follow the header"
    default: nil
    }
  }

  /// Problems of one tensor's entry in the header.
  private var tensorProblem: String? {
    switch self {
    case .invalidField(let tensor, let field, let expected): "tensor \(tensor): \(field) must be \(expected)"
    case .unknownDType(let tensor, let dtype): "tensor \(tensor): unknown dtype \(dtype)"
    case .sizeOverflow(let tensor): "tensor \(tensor): shape times element size does not fit an integer"
    case .sizeMismatch(let tensor, let offsets, let needed):
      "tensor \(tensor): data_offsets span \(offsets) bytes, shape and dtype need \(needed)"
    case .reversedOffsets(let tensor, let begin, let end):
      "tensor \(tensor): data_offsets end at \(end), before they begin at \(begin)"
    case .overlap(let tensor, let begin, let expected):
      "tensor \(tensor): begins at \(begin), inside the tensor before it, which ends at \(expected)"
    case .hole(let tensor, let begin, let expected):
      "tensor \(tensor): begins at \(begin), leaving a hole after \(expected)"
    default: nil
    }
  }

  /// What a caller asked for that the file or its own tensors cannot give.
  private var callerProblem: String {
    switch self {
    case .noSuchTensor(let tensor): "no tensor named \(tensor)"
    case .noConversion(let tensor, let dtype): "tensor \(tensor): \(dtype.rawValue) is not converted to floats"
    case .otherDType(let tensor, let dtype, let expected):
      "tensor \(tensor): stored as \(dtype.rawValue), not as \(expected.rawValue)"
    case .countMismatch(let tensor, let elements, let buffer):
      "tensor \(tensor): \(elements) elements, but the buffer has \(buffer)"
    case .duplicateName(let tensor): "two tensors are named \(tensor)"
    case .reservedName: "__metadata__ is not allowed as a tensor's name"
    default: "unreadable"
    }
  }
}

extension SafetensorsError {
  init(_ error: FileError) {
    let problem: Problem =
      if case .system(let call, let code) = error.problem { .system(call: call, code: code) } else { .notARegularFile }
    self.init(path: error.path, problem: problem)
  }
}
