/// Bytes of a file as UTF-8, or why they are no text.
enum TextDecoding {
  /// The text without a byte order mark; UTF-16 is read where such a mark says so.
  static func decode(_ bytes: [UInt8]) -> Result<[UInt8], SkipReason> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes) }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if text.contains(0) { return .failure(.binary) }
    guard isUTF8(text) else { return .failure(.notUTF8) }
    return nonBlank(text)
  }

  private static func utf16(_ bytes: [UInt8]) -> Result<[UInt8], SkipReason> {
    guard bytes.count % 2 == 0 else { return .failure(.binary) }
    let isLittle = bytes[0] == 0xFF
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      let (low, high) = isLittle ? (bytes[index], bytes[index + 1]) : (bytes[index + 1], bytes[index])
      return UInt16(high) << 8 | UInt16(low)
    }
    guard !units.contains(0), let text = String(validating: units, as: UTF16.self) else { return .failure(.binary) }
    return nonBlank(Array(text.utf8))
  }

  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    bytes.allSatisfy { $0 < 0x80 } || String(validating: bytes, as: UTF8.self) != nil
  }

  private static func nonBlank(_ text: [UInt8]) -> Result<[UInt8], SkipReason> {
    text.allSatisfy(isWhitespace) ? .failure(.empty) : .success(text)
  }
}

/// White space of ASCII.
func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
