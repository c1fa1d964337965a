internal import Files
import JSON

/// A tensor to be written.
package struct SafetensorsTensor {
  /// Its name; unique in the file.
  package let name: String
  /// What it is stored as.
  package let dtype: SafetensorsDType
  /// Its shape.
  package let shape: [Int]
  /// Its elements, row by row. They are read during `SafetensorsWriter.write` only.
  let source: Source

  /// What a tensor is written from.
  enum Source {
    /// Numbers to convert to the dtype.
    case floats(UnsafeBufferPointer<Float>)
    /// That many elements of the dtype, as they are.
    case elements(UnsafeRawBufferPointer, count: Int)

    var count: Int {
      switch self {
      case .floats(let values): values.count
      case .elements(_, let count): count
      }
    }
  }

  /// Floats, to be stored as `f32`, `f16` or `bf16`.
  package init(name: String, dtype: SafetensorsDType, shape: [Int], source: UnsafeBufferPointer<Float>) {
    self.name = name
    self.dtype = dtype
    self.shape = shape
    self.source = .floats(source)
  }

  /// Elements that are stored as what they are.
  package init<Element: SafetensorsElement>(name: String, shape: [Int], elements: UnsafeBufferPointer<Element>) {
    self.name = name
    dtype = Element.dtype
    self.shape = shape
    source = .elements(UnsafeRawBufferPointer(elements), count: elements.count)
  }
}

/// Writes safetensors files, byte for byte as the reference implementation lays them out.
package enum SafetensorsWriter {
  /// Writes `tensors` to `path` atomically: header first, then each tensor, floats converted as they go.
  ///
  /// Throws where a name is double or reserved, where shape and elements disagree, where a dtype has no conversion
  /// from floats, and where the file cannot be written; the file that stood at `path` is then untouched.
  package static func write(
    _ tensors: [SafetensorsTensor], metadata: [String: String], to path: String
  ) throws(SafetensorsError) {
    let laidOut = tensors.sorted { ($0.dtype.layoutRank, $0.name) < ($1.dtype.layoutRank, $1.name) }
    let header: [UInt8]
    do throws(SafetensorsError.Problem) {
      header = try Self.header(of: laidOut, metadata: metadata)
    } catch {
      throw SafetensorsError(path: path, problem: error)
    }
    do throws(FileError) {
      var writer = try AtomicFileWriter(path: path)
      try writer.write(header)
      for tensor in laidOut { try write(tensor, to: &writer) }
      try writer.commit()
    } catch {
      throw SafetensorsError(error)
    }
  }

  /// The header with its length in front, padded with spaces to a multiple of eight bytes.
  static func header(
    of tensors: [SafetensorsTensor], metadata: [String: String]
  ) throws(SafetensorsError.Problem) -> [UInt8] {
    var object = JSONObject()
    if !metadata.isEmpty { object["__metadata__"] = .object(Self.metadata(metadata)) }
    var end = 0
    for tensor in tensors {
      guard tensor.name != "__metadata__" else { throw .reservedName }
      guard object[tensor.name] == nil else { throw .duplicateName(tensor.name) }
      let begin = end
      end = try byteCount(of: tensor) + begin
      object[tensor.name] = entry(tensor, begin: begin, end: end)
    }
    let text = JSONValue.object(object).serialized()
    let padded = (text.count + 7) / 8 * 8
    let length = withUnsafeBytes(of: UInt64(padded).littleEndian) { Array($0) }
    return length + text + [UInt8](repeating: UInt8(ascii: " "), count: padded - text.count)
  }

  /// In the order of the keys, so that the same tensors make the same file.
  private static func metadata(_ metadata: [String: String]) -> JSONObject {
    var object = JSONObject()
    for (key, value) in metadata.sorted(by: { $0.key < $1.key }) { object[key] = .string(value) }
    return object
  }

  private static func entry(_ tensor: SafetensorsTensor, begin: Int, end: Int) -> JSONValue {
    [
      "dtype": .string(tensor.dtype.rawValue),
      "shape": .array(tensor.shape.map { .integer($0) }),
      "data_offsets": [.integer(begin), .integer(end)],
    ]
  }

  private static func byteCount(of tensor: SafetensorsTensor) throws(SafetensorsError.Problem) -> Int {
    if case .floats = tensor.source, ![.f32, .f16, .bf16].contains(tensor.dtype) {
      throw .noConversion(tensor: tensor.name, dtype: tensor.dtype)
    }
    guard !tensor.shape.contains(where: { $0 < 0 }) else {
      throw .invalidField(tensor: tensor.name, field: "shape", expected: "an array of non-negative integers")
    }
    guard let count = SafetensorsTensorInfo.byteCount(shape: tensor.shape, dtype: tensor.dtype) else {
      throw .sizeOverflow(tensor: tensor.name)
    }
    let elements = count / tensor.dtype.byteCount
    guard elements == tensor.source.count else {
      throw .countMismatch(tensor: tensor.name, elements: elements, buffer: tensor.source.count)
    }
    return count
  }

  private static func write(_ tensor: SafetensorsTensor, to writer: inout AtomicFileWriter) throws(FileError) {
    switch (tensor.source, tensor.dtype) {
    case (.floats(let values), .f16): try HalfPrecision.write(values, to: &writer, format: .f16)
    case (.floats(let values), .bf16): try HalfPrecision.write(values, to: &writer, format: .bf16)
    case (.floats(let values), _): try writer.write(UnsafeRawBufferPointer(values))
    case (.elements(let bytes, _), _): try writer.write(bytes)
    }
  }
}
