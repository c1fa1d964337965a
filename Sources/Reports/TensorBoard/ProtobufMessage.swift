/// A Protocol Buffers message under construction (protobuf.dev, "Encoding"): fields in the order of the calls, which is
/// that of their numbers in what the reference implementation writes. As there, fields of proto3 that have their default
/// are left out.
struct ProtobufMessage {
  private(set) var bytes: [UInt8] = []

  /// How a field's value is written.
  private enum WireType: UInt64 {
    case varint = 0
    case fixed64 = 1
    case lengthDelimited = 2
    case fixed32 = 5
  }

  mutating func add(_ field: UInt64, integer: Int) {
    guard integer != 0 else { return }
    tag(field, .varint)
    varint(UInt64(bitPattern: Int64(integer)))
  }

  mutating func add(_ field: UInt64, double: Double) {
    guard double.bitPattern != 0 else { return }
    tag(field, .fixed64)
    withUnsafeBytes(of: double.bitPattern.littleEndian) { bytes += $0 }
  }

  /// A field inside a `oneof`, which is written whatever its value.
  mutating func add(_ field: UInt64, chosenFloat float: Float) {
    tag(field, .fixed32)
    withUnsafeBytes(of: float.bitPattern.littleEndian) { bytes += $0 }
  }

  /// A string; in a `oneof` or a repeated field it is never left out.
  mutating func add(_ field: UInt64, string: String) { add(field, Array(string.utf8)) }

  mutating func add(_ field: UInt64, message: ProtobufMessage) { add(field, message.bytes) }

  private mutating func add(_ field: UInt64, _ content: [UInt8]) {
    tag(field, .lengthDelimited)
    varint(UInt64(content.count))
    bytes += content
  }

  private mutating func tag(_ field: UInt64, _ type: WireType) { varint(field << 3 | type.rawValue) }

  private mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}
