/// Numbers and words.
extension JSONScanner {
  /// `-? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?`, with the position on its first byte.
  mutating func scanNumber() throws(JSONError) {
    let start = position
    if bytes[position] == UInt8(ascii: "-") { position += 1 }
    if peek() == UInt8(ascii: "I") { throw failure(.notFinite, at: start) }
    let first = peek()
    try scanDigits()
    if first == UInt8(ascii: "0"), position - start > (bytes[start] == UInt8(ascii: "-") ? 2 : 1) {
      throw failure(.leadingZero, at: start)
    }
    if peek() == UInt8(ascii: ".") {
      position += 1
      try scanDigits()
    }
    if let exponent = peek(), exponent | 0x20 == UInt8(ascii: "e") {
      position += 1
      if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
      try scanDigits()
    }
  }

  /// At least one digit, and all that follow.
  private mutating func scanDigits() throws(JSONError) {
    let start = position
    while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    guard position > start else { throw failure(.invalidNumber) }
  }

  private func peek() -> UInt8? {
    position < bytes.count ? bytes[position] : nil
  }

  /// `true`, `false` or `null`.
  mutating func scanWord(_ byte: UInt8) throws(JSONError) {
    switch byte {
    case UInt8(ascii: "t"): try scanWord("true")
    case UInt8(ascii: "f"): try scanWord("false")
    case UInt8(ascii: "n"): try scanWord("null")
    case UInt8(ascii: "N") where isNext("NaN"), UInt8(ascii: "I") where isNext("Infinity"): throw failure(.notFinite)
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): throw failure(.invalidLiteral)
    default: throw failure(.unexpectedByte(byte, expected: "a value"))
    }
  }

  private mutating func scanWord(_ word: StaticString) throws(JSONError) {
    guard isNext(word) else { throw failure(.invalidLiteral) }
    position += word.utf8CodeUnitCount
    guard let next = peek() else { return }
    switch next {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      throw failure(.invalidLiteral)
    default: return
    }
  }

  private func isNext(_ word: StaticString) -> Bool {
    word.withUTF8Buffer { bytes[position...].starts(with: $0) }
  }
}
