internal import PyTorchFiles
internal import Safetensors
internal import Tensors

/// One file of weights, in either format; its errors as `ModelError`.
enum CheckpointFile {
  case safetensors(SafetensorsFile)
  case pytorch(PyTorchFile)

  /// Opens and checks the file; PyTorch's where the name ends in `.bin`.
  init(path: String) throws(ModelError) {
    self = path.hasSuffix(".bin") ? .pytorch(try Self.openPyTorch(path)) : .safetensors(try Self.openSafetensors(path))
  }

  private static func openPyTorch(_ path: String) throws(ModelError) -> PyTorchFile {
    do throws(PyTorchFileError) { return try PyTorchFile(path: path) } catch { throw ModelError(error) }
  }

  private static func openSafetensors(_ path: String) throws(ModelError) -> SafetensorsFile {
    do throws(SafetensorsError) { return try SafetensorsFile(path: path) } catch { throw ModelError(error) }
  }

  var path: String {
    switch self {
    case .safetensors(let file): file.path
    case .pytorch(let file): file.path
    }
  }

  var names: [String] {
    switch self {
    case .safetensors(let file): file.names
    case .pytorch(let file): file.tensors.map(\.name)
    }
  }

  /// The bytes of all tensors, or more.
  var byteCount: Int {
    switch self {
    case .safetensors(let file): file.tensors.reduce(0) { $0 + $1.dataOffsets.count }
    case .pytorch(let file): file.byteCount
    }
  }

  func shape(_ name: String) -> [Int]? {
    switch self {
    case .safetensors(let file): file.info(name)?.shape
    case .pytorch(let file): file.info(name)?.shape
    }
  }

  /// What the tensor's dtype is called, where it is none that weights are read from.
  func unreadableDType(_ name: String) -> String? {
    switch self {
    case .safetensors(let file):
      guard let dtype = file.info(name)?.dtype, ![.f32, .f16, .bf16].contains(dtype) else { return nil }
      return "\(dtype.rawValue); F32, F16 and BF16 are read"
    case .pytorch(let file):
      guard let dtype = file.info(name)?.dtype, !dtype.isFloatingPoint else { return nil }
      return "\(dtype.rawValue); float32, float16, bfloat16 and float64 are read"
    }
  }

  /// A matrix that the file has in half precision, read where the file is mapped; nil where it has none of that name.
  func halfRows(_ name: String) -> HalfRows? {
    guard case .safetensors(let file) = self, let info = file.info(name), info.shape.count == 2,
      info.shape[1] > 0, let bytes = file.bytes(name)
    else { return nil }
    switch info.dtype {
    case .f16: return HalfRows(bytes, of: file, columns: info.shape[1], format: .float16)
    case .bf16: return HalfRows(bytes, of: file, columns: info.shape[1], format: .bfloat16)
    default: return nil
    }
  }

  /// Copies a tensor as floats.
  func copy(_ name: String, into destination: UnsafeMutableBufferPointer<Float>) throws(ModelError) {
    switch self {
    case .safetensors(let file):
      do throws(SafetensorsError) { try file.copyFloats(name, into: destination) } catch { throw ModelError(error) }
    case .pytorch(let file):
      do throws(PyTorchFileError) { try file.copyFloats(name, into: destination) } catch { throw ModelError(error) }
    }
  }
}

extension ModelError {
  init(_ error: SafetensorsError) { self.init(file: error.path, problem: "\(error.problem)") }
  init(_ error: PyTorchFileError) { self.init(file: error.path, problem: "\(error.problem)") }
}
