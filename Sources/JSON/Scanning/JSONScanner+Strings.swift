/// Strings, their escapes and their UTF-8.
extension JSONScanner {
  /// Reads a string from its opening quote to behind its closing one; answers whether it holds an escape.
  mutating func scanString(isKey: Bool) throws(JSONError) -> Bool {
    let opening = position
    var hasEscapes = false
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return hasEscapes
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try scanEscape(isKey: isKey)
      case 0x20..<0x80: position += 1
      case 0..<0x20: throw failure(.controlCharacter(byte))
      default: try scanMultibyteCharacter(byte)
      }
    }
    throw failure(.unterminatedString, at: opening)
  }

  private mutating func scanEscape(isKey: Bool) throws(JSONError) {
    let start = position
    guard position + 1 < bytes.count else { throw failure(.invalidEscape) }
    switch bytes[position + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      position += 2
    case UInt8(ascii: "u"):
      let unit = try scanCodeUnit()
      if isKey, unit == 0 { throw failure(.nulInKey, at: start) }
      let isPaired = try scanLowSurrogate(after: unit)
      if !isPaired, isKey || !replacesLoneSurrogates { throw failure(.loneSurrogate, at: start) }
    default: throw failure(.invalidEscape)
    }
  }

  /// The second half of a pair, where `unit` is the first; false where `unit` is a half without the other.
  private mutating func scanLowSurrogate(after unit: UInt16) throws(JSONError) -> Bool {
    switch unit {
    case 0xD800..<0xDC00:
      let end = position
      guard position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return false }
      if (0xDC00..<0xE000).contains(try scanCodeUnit()) { return true }
      // What follows is an escape of its own.
      position = end
      return false
    case 0xDC00..<0xE000: return false
    default: return true
    }
  }

  /// `\u` and four hexadecimal digits.
  private mutating func scanCodeUnit() throws(JSONError) -> UInt16 {
    guard position + 6 <= bytes.count else { throw failure(.invalidEscape) }
    guard let unit = JSONKeyText.codeUnit(bytes, at: position + 2) else { throw failure(.invalidEscape) }
    position += 6
    return unit
  }

  /// One character of two to four bytes, as the Unicode standard's table 3-7 allows.
  private mutating func scanMultibyteCharacter(_ lead: UInt8) throws(JSONError) {
    let (length, second): (Int, ClosedRange<UInt8>)
    switch lead {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: throw failure(.invalidUTF8)
    }
    guard position + length <= bytes.count, second.contains(bytes[position + 1]) else { throw failure(.invalidUTF8) }
    for offset in 2..<max(length, 2) where bytes[position + offset] & 0xC0 != 0x80 { throw failure(.invalidUTF8) }
    position += length
  }
}
