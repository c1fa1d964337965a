/// Reads little-endian numbers and runs of bytes off a buffer, and never past its end.
struct ByteReader {
  /// All that may be read.
  let bytes: UnsafeRawBufferPointer
  /// What is read next.
  private(set) var offset: Int

  init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
    precondition(offset >= 0 && offset <= bytes.count, "ByteReader: \(offset) of \(bytes.count)")
    self.bytes = bytes
    self.offset = offset
  }

  /// A reader at `offset`, which comes from a file.
  init(_ bytes: UnsafeRawBufferPointer, checking offset: Int) throws(PyTorchFileError.Problem) {
    guard offset >= 0, offset <= bytes.count else { throw .truncated(offset: bytes.count) }
    self.init(bytes, at: offset)
  }

  /// The next `count` bytes.
  mutating func take(_ count: Int) throws(PyTorchFileError.Problem) -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - offset else { throw .truncated(offset: offset) }
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  /// Leaves `count` bytes out.
  mutating func skip(_ count: Int) throws(PyTorchFileError.Problem) { _ = try take(count) }

  /// The next number, of as many bytes as its type has.
  mutating func number<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type = Number.self
  ) throws(PyTorchFileError.Problem) -> Number {
    let source = try take(MemoryLayout<Number>.size)
    return Number(littleEndian: source.loadUnaligned(as: Number.self))
  }

  /// The next eight bytes as a size; one that does not fit `Int` is beyond every file.
  mutating func size() throws(PyTorchFileError.Problem) -> Int {
    let start = offset
    guard let size = Int(exactly: try number(UInt64.self)) else { throw .truncated(offset: start) }
    return size
  }

  /// What stands before the next line feed, which is read too.
  mutating func line() throws(PyTorchFileError.Problem) -> String {
    guard let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else { throw .truncated(offset: offset) }
    let text = String(decoding: try take(end - offset), as: UTF8.self)
    try skip(1)
    return text
  }
}
