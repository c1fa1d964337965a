import JSON

/// What a safetensors file says about one tensor.
package struct SafetensorsTensorInfo: Sendable, Equatable {
  /// The tensor's name.
  package let name: String
  /// The type of its elements in the file.
  package let dtype: SafetensorsDType
  /// Its shape; empty for a scalar.
  package let shape: [Int]
  /// Where its bytes lie, counted from the end of the header, as in the file.
  package let dataOffsets: Range<Int>

  /// The number of elements: the product of the shape.
  package var elementCount: Int { dataOffsets.count / dtype.byteCount }
}

/// The header of a safetensors file, validated as the reference implementation does (`safetensors/src/tensor.rs`):
/// the tensors tile the data section without overlap and without hole, and each spans what shape and dtype need.
struct SafetensorsHeader {
  /// The bound of the reference implementation.
  static let maximumBytes = 100_000_000

  /// All tensors, in the order of their data.
  let tensors: [SafetensorsTensorInfo]
  /// `__metadata__`, empty if there is none.
  let metadata: [String: String]
  /// Where the data section begins in the file.
  let dataStart: Int

  /// Parses and validates the header of the file whose bytes are `file`; `path` is for errors only.
  init(file: UnsafeRawBufferPointer, path: String) throws(SafetensorsError) {
    do throws(SafetensorsError.Problem) {
      let text = try Self.headerText(of: file)
      let object = try Self.parse(text)
      dataStart = 8 + text.count
      metadata = try Self.metadata(in: object)
      tensors = try Self.tensors(in: object, dataCount: file.count - dataStart)
    } catch {
      throw SafetensorsError(path: path, problem: error)
    }
  }

  /// The bytes of the header, by the little-endian length in front of them.
  private static func headerText(
    of file: UnsafeRawBufferPointer
  ) throws(SafetensorsError.Problem) -> UnsafeRawBufferPointer {
    guard file.count >= 8 else { throw .tooShort(bytes: file.count) }
    let length = UInt64(littleEndian: file.loadUnaligned(as: UInt64.self))
    guard length <= UInt64(maximumBytes) else { throw .headerTooLarge(bytes: length) }
    let count = Int(length)
    guard count <= file.count - 8 else { throw .headerBeyondEnd(header: count, file: file.count) }
    return UnsafeRawBufferPointer(rebasing: file[8..<(8 + count)])
  }

  private static func parse(_ text: UnsafeRawBufferPointer) throws(SafetensorsError.Problem) -> JSONObject {
    guard text.first == UInt8(ascii: "{") else { throw .headerNotJSON("it does not begin with {") }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: text)
    } catch {
      throw .headerNotJSON("\(error)")
    }
    guard let object = value.objectValue else { throw .headerNotJSON("it is another kind of value") }
    return object
  }

  private static func metadata(in header: JSONObject) throws(SafetensorsError.Problem) -> [String: String] {
    guard let value = header["__metadata__"] else { return [:] }
    guard let object = value.objectValue else { throw .invalidMetadata(key: nil) }
    var metadata: [String: String] = [:]
    for (key, value) in object {
      guard let string = value.stringValue else { throw .invalidMetadata(key: key) }
      metadata[key] = string
    }
    return metadata
  }

  private static func tensors(
    in header: JSONObject, dataCount: Int
  ) throws(SafetensorsError.Problem) -> [SafetensorsTensorInfo] {
    var tensors: [SafetensorsTensorInfo] = []
    tensors.reserveCapacity(header.count)
    for (name, value) in header where name != "__metadata__" {
      tensors.append(try SafetensorsTensorInfo(name: name, json: value))
    }
    // By begin, then by end: an empty tensor comes before the one that begins where it lies.
    tensors.sort { left, right in
      let (a, b) = (left.dataOffsets, right.dataOffsets)
      return (a.lowerBound, a.upperBound) < (b.lowerBound, b.upperBound)
    }
    try checkTiling(tensors, dataCount: dataCount)
    return tensors
  }

  /// Holds that the tensors, sorted by offset, cover the data section exactly.
  private static func checkTiling(
    _ tensors: [SafetensorsTensorInfo], dataCount: Int
  ) throws(SafetensorsError.Problem) {
    var end = 0
    for tensor in tensors {
      let begin = tensor.dataOffsets.lowerBound
      guard begin >= end else { throw .overlap(tensor: tensor.name, begin: begin, expected: end) }
      guard begin == end else { throw .hole(tensor: tensor.name, begin: begin, expected: end) }
      end = tensor.dataOffsets.upperBound
    }
    guard end == dataCount else { throw .dataLength(tensors: end, file: dataCount) }
  }
}

extension SafetensorsTensorInfo {
  /// Reads one entry of the header and checks it in itself.
  init(name: String, json: JSONValue) throws(SafetensorsError.Problem) {
    guard let fields = json.objectValue else {
      throw .invalidField(tensor: name, field: "its entry", expected: "an object")
    }
    guard let dtypeName = fields["dtype"]?.stringValue else {
      throw .invalidField(tensor: name, field: "dtype", expected: "a string")
    }
    guard let dtype = SafetensorsDType(rawValue: dtypeName) else {
      throw .unknownDType(tensor: name, dtype: dtypeName)
    }
    guard let shape = Self.sizes(fields["shape"]) else {
      throw .invalidField(tensor: name, field: "shape", expected: "an array of non-negative integers")
    }
    guard let offsets = Self.sizes(fields["data_offsets"]), offsets.count == 2 else {
      throw .invalidField(tensor: name, field: "data_offsets", expected: "two non-negative integers")
    }
    let (begin, end) = (offsets[0], offsets[1])
    guard begin <= end else { throw .reversedOffsets(tensor: name, begin: begin, end: end) }
    guard let needed = Self.byteCount(shape: shape, dtype: dtype) else { throw .sizeOverflow(tensor: name) }
    guard needed == end - begin else { throw .sizeMismatch(tensor: name, offsets: end - begin, needed: needed) }
    self.init(name: name, dtype: dtype, shape: shape, dataOffsets: begin..<end)
  }

  /// A JSON array of non-negative integers that fit `Int`, or nil.
  private static func sizes(_ value: JSONValue?) -> [Int]? {
    guard let array = value?.arrayValue else { return nil }
    var sizes: [Int] = []
    for element in array {
      guard case .integer(let size) = element, size >= 0 else { return nil }
      sizes.append(size)
    }
    return sizes
  }

  /// The bytes that a tensor takes, or nil where that does not fit `Int`.
  static func byteCount(shape: [Int], dtype: SafetensorsDType) -> Int? {
    var count = dtype.byteCount
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      count = product
    }
    return count
  }
}
