/// The two half precisions at the file's edge.
enum HalfPrecision {
  /// Which of the two.
  enum Format {
    case f16, bf16

    func float(_ bits: UInt16) -> Float {
      switch self {
      case .f16: Float(Float16(bitPattern: bits))
      case .bf16: Float(bitPattern: UInt32(bits) << 16)
      }
    }

    func bits(_ value: Float) -> UInt16 {
      switch self {
      case .f16: return Float16(value).bitPattern
      case .bf16:
        guard !value.isNaN else { return 0x7FC0 }
        // Round to nearest, ties to even.
        let bits = value.bitPattern
        return UInt16((bits &+ 0x7FFF &+ (bits >> 16 & 1)) >> 16)
      }
    }
  }

  /// Elements converted at a time: 64 KiB of halves, which stay in the second-level cache.
  static let chunk = 32 * 1024

  /// Converts the little-endian halves in `source`, at any alignment, to `destination`, which has as many elements.
  static func read(
    _ source: UnsafeRawBufferPointer, into destination: UnsafeMutableBufferPointer<Float>, format: Format
  ) {
    for index in destination.indices {
      let bits = UInt16(littleEndian: source.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self))
      destination[index] = format.float(bits)
    }
  }

  /// Appends `source` as little-endian halves to `writer`.
  static func write(
    _ source: UnsafeBufferPointer<Float>, to writer: inout AtomicFileWriter, format: Format
  ) throws(SystemCallError) {
    var start = 0
    while start < source.count {
      let end = min(start + chunk, source.count)
      var bytes: [UInt8] = []
      bytes.reserveCapacity((end - start) * 2)
      for value in source[start..<end] {
        let bits = format.bits(value)
        bytes.append(UInt8(truncatingIfNeeded: bits))
        bytes.append(UInt8(truncatingIfNeeded: bits >> 8))
      }
      try writer.write(bytes)
      start = end
    }
  }
}
