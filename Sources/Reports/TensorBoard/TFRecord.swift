/// The framing of TensorFlow's record files (`tensorflow/core/lib/io/record_writer.h`): the length in 8 bytes, its
/// masked checksum, the data, its masked checksum; all of them little-endian.
package enum TFRecord {
  /// `data` as one record.
  package static func framed(_ data: [UInt8]) -> [UInt8] {
    let length = littleEndian(UInt64(data.count))
    return length + littleEndian(CRC32C.masked(length)) + data + littleEndian(CRC32C.masked(data))
  }

  private static func littleEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
