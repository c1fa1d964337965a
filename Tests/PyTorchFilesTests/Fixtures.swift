import PyTorchFiles
import TestSupport

/// A file of `Fixtures/pytorch`.
func fixture(_ name: String) -> String { Repository.fixture("pytorch/" + name) }

extension PyTorchFile {
  /// All elements of one tensor.
  func floats(_ name: String) throws -> [Float] {
    var floats = [Float](repeating: .nan, count: info(name)?.elementCount ?? 0)
    let result = floats.withUnsafeMutableBufferPointer { buffer -> Result<Void, PyTorchFileError> in
      do throws(PyTorchFileError) { return .success(try copyFloats(name, into: buffer)) } catch {
        return .failure(error)
      }
    }
    try result.get()
    return floats
  }
}

/// The problem that opening these bytes as a file gives; nil where they are read.
func problem(opening bytes: [UInt8]) throws -> PyTorchFileError.Problem? {
  let directory = try TemporaryDirectory()
  do {
    _ = try PyTorchFile(path: try directory.write(bytes, to: "pytorch_model.bin"))
    return nil
  } catch let error as PyTorchFileError {
    return error.problem
  }
}

/// A pickle put together by hand.
struct Pickle {
  var bytes: [UInt8] = [0x80, 2]

  func op(_ codes: UInt8...) -> Pickle { Pickle(bytes: bytes + codes) }
  func op(_ code: Character) -> Pickle { Pickle(bytes: bytes + Array("\(code)".utf8)) }
  func string(_ text: String) -> Pickle {
    Pickle(bytes: bytes + [0x8C, UInt8(text.utf8.count)] + Array(text.utf8))
  }
  func integer(_ value: Int) -> Pickle {
    Pickle(bytes: bytes + [0x8A, 8] + withUnsafeBytes(of: Int64(value).littleEndian) { Array($0) })
  }
  func global(_ module: String, _ name: String) -> Pickle {
    Pickle(bytes: bytes + Array("c\(module)\n\(name)\n".utf8))
  }
  func tuple(_ values: Int...) -> Pickle { values.reduce(op("(")) { $0.integer($1) }.op("t") }

  /// `('storage', torch.FloatStorage, key, 'cpu', count)` as a storage.
  func storage(_ key: String = "0", class name: String = "FloatStorage", count: Int) -> Pickle {
    op("(").string("storage").global("torch", name).string(key).string("cpu").integer(count).op("t").op("Q")
  }

  /// `{'w': tensor}` over a storage of `count` floats.
  static func tensor(
    key: String = "0", class name: String = "FloatStorage", count: Int, offset: Int = 0, sizes: [Int], strides: [Int]
  ) -> Pickle {
    var pickle = Pickle().op("}").string("w").global("torch._utils", "_rebuild_tensor_v2").op("(")
      .storage(key, class: name, count: count).integer(offset)
    for values in [sizes, strides] { pickle = values.reduce(pickle.op("(")) { $0.integer($1) }.op("t") }
    return pickle.op(0x89).op("}").op("t").op("R").op("s").op(".")
  }

  /// As a whole file of the format before 1.6, with storages behind it.
  func legacy(keys: [String] = ["0"], storages: [(count: Int, bytes: [UInt8])]) -> [UInt8] {
    var file: [UInt8] = [0x80, 2, 0x8A, 10, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19, 0x2E]
    file += [0x80, 2, 0x4D, 0xE9, 0x03, 0x2E]
    file += Pickle().op("}").string("little_endian").op(0x88).op("s").op(".").bytes
    file += bytes
    file += keys.reduce(Pickle().op("]")) { $0.string($1).op("a") }.op(".").bytes
    for storage in storages {
      file += withUnsafeBytes(of: Int64(storage.count).littleEndian) { Array($0) } + storage.bytes
    }
    return file
  }
}
