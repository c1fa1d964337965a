/// A place in JSON text, for reading the two large fields of a tokenizer without building a value of each entry.
///
/// What it reads it checks as strictly as `JSONValue` does; what it only steps over, `JSONValue` reads later.
struct ByteCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  var offset = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  /// The byte here, 0 at the end.
  var byte: UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  mutating func skipSpace() {
    while offset < bytes.count, Self.isSpace(bytes[offset]) { offset += 1 }
  }

  @inline(__always)
  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Takes a punctuation mark, white space before it and after it.
  mutating func take(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard offset < bytes.count, bytes[offset] == UInt8(ascii: mark) else { return false }
    offset += 1
    skipSpace()
    return true
  }

  /// Reads a number of decimal digits without sign, fraction or exponent.
  mutating func readNatural() -> Int? {
    let start = offset
    var value = 0
    while offset < bytes.count, case let digit = bytes[offset] &- UInt8(ascii: "0"), digit < 10 {
      guard value < 1 << 40 else { return nil }
      value = value * 10 + Int(digit)
      offset += 1
    }
    let hasLeadingZero = offset > start + 1 && bytes[start] == UInt8(ascii: "0")
    let goesOn = byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
    return offset == start || hasLeadingZero || goesOn ? nil : value
  }

  /// Reads a string in which nothing is escaped, and gives its text where it stands; nil, without moving, if there is no
  /// such string here.
  mutating func readPlainString() -> UnsafeBufferPointer<UInt8>? {
    guard byte == UInt8(ascii: "\""), let base = bytes.baseAddress else { return nil }
    var end = offset + 1
    while true {
      end = Self.plainEnd(base, from: end, to: bytes.count)
      guard end < bytes.count else { return nil }
      if bytes[end] == UInt8(ascii: "\"") { break }
      // Two bytes, as most characters of the byte-level alphabet that are no ASCII.
      if (0xC2..<0xE0).contains(bytes[end]), end + 1 < bytes.count, bytes[end + 1] & 0xC0 == 0x80 {
        end += 2
        continue
      }
      let scalar = UTF8Scalar(base, at: end, end: bytes.count)
      guard scalar.isValid, scalar.value >= 0x80 else { return nil }
      end += scalar.byteCount
    }
    defer { offset = end + 1 }
    return UnsafeBufferPointer(rebasing: bytes[offset + 1..<end])
  }

  /// The end of the run of ASCII characters from `offset` that stand for themselves.
  @inline(__always)
  private static func plainEnd(_ bytes: UnsafePointer<UInt8>, from offset: Int, to count: Int) -> Int {
    var offset = offset
    while offset + 8 <= count {
      let plain = EightBytes.leadingPlain(bytes + offset)
      offset += plain
      if plain < 8 { return offset }
    }
    while offset < count, isPlain(bytes[offset]) { offset += 1 }
    return offset
  }

  /// Shows `body` the text of the string here; nil if there is none, or none that JSON allows. What is escaped is put
  /// together in `scratch`.
  mutating func withString<Result>(
    _ scratch: inout [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result? {
    if let plain = readPlainString() { return body(plain) }
    scratch.removeAll(keepingCapacity: true)
    return readString(into: &scratch) ? scratch.withUnsafeBufferPointer(body) : nil
  }

  /// Reads a string and appends its text to `string`; false if there is none, or none that JSON allows.
  mutating func readString(into string: inout [UInt8]) -> Bool {
    guard byte == UInt8(ascii: "\"") else { return false }
    offset += 1
    while offset < bytes.count {
      let plain = offset
      while offset < bytes.count, Self.isPlain(bytes[offset]) { offset += 1 }
      string.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[plain..<offset]))
      if byte == UInt8(ascii: "\"") {
        offset += 1
        return true
      }
      guard byte == UInt8(ascii: "\\") ? readEscape(into: &string) : readCharacter(into: &string) else { return false }
    }
    return false
  }

  /// True for an ASCII character that stands for itself in a string.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func readCharacter(into string: inout [UInt8]) -> Bool {
    guard let base = bytes.baseAddress, offset < bytes.count else { return false }
    let scalar = UTF8Scalar(base, at: offset, end: bytes.count)
    guard scalar.isValid, scalar.value >= 0x20 else { return false }
    string.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[offset..<offset + scalar.byteCount]))
    offset += scalar.byteCount
    return true
  }

  private mutating func readEscape(into string: inout [UInt8]) -> Bool {
    offset += 2
    guard offset <= bytes.count else { return false }
    switch bytes[offset - 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): string.append(bytes[offset - 1])
    case UInt8(ascii: "b"): string.append(0x08)
    case UInt8(ascii: "f"): string.append(0x0C)
    case UInt8(ascii: "n"): string.append(0x0A)
    case UInt8(ascii: "r"): string.append(0x0D)
    case UInt8(ascii: "t"): string.append(0x09)
    case UInt8(ascii: "u"): return readUnicodeEscape(into: &string)
    default: return false
    }
    return true
  }

  private mutating func readUnicodeEscape(into string: inout [UInt8]) -> Bool {
    guard var value = readHex() else { return false }
    if (0xD800...0xDBFF).contains(value) {
      guard offset + 1 < bytes.count, bytes[offset] == UInt8(ascii: "\\"), bytes[offset + 1] == UInt8(ascii: "u")
      else { return false }
      offset += 2
      guard let low = readHex(), (0xDC00...0xDFFF).contains(low) else { return false }
      value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else { return false }
    string.append(contentsOf: Array(String(Character(scalar)).utf8))
    return true
  }

  private mutating func readHex() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[offset..<offset + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    offset += 4
    return value
  }
}

/// Stepping over values without reading them.
extension ByteCursor {
  /// Steps over one value: to its end if it is JSON, to somewhere within the text if it is not.
  mutating func skipValue() {
    skipSpace()
    switch byte {
    case UInt8(ascii: "\""): skipString()
    case UInt8(ascii: "{"), UInt8(ascii: "["): skipBrackets()
    default: repeat { offset += 1 } while offset < bytes.count && !endsValue
    }
    offset = min(offset, bytes.count)
  }

  /// Steps over an object or an array.
  private mutating func skipBrackets() {
    var depth = 0
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        skipString()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      offset += 1
      if depth == 0 { return }
    }
  }

  /// True where a value that is neither in brackets nor in quotes ends.
  private var endsValue: Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"): true
    default: Self.isSpace(byte)
    }
  }

  private mutating func skipString() {
    guard let base = bytes.baseAddress else { return }
    offset += 1
    while offset < bytes.count {
      offset = Self.plainEnd(base, from: offset, to: bytes.count)
      guard offset < bytes.count, bytes[offset] != UInt8(ascii: "\"") else { break }
      offset += bytes[offset] == UInt8(ascii: "\\") ? 2 : 1
    }
    offset += 1
  }

  /// Shows `visit` the key of each member of the object here, and the place of its value, to step over it; until it says
  /// false, or what is here is no object any more.
  mutating func members(_ visit: (_ key: [UInt8], _ value: inout ByteCursor) -> Bool) {
    guard take("{") else { return }
    var key: [UInt8] = []
    while readString(into: &key) {
      guard take(":"), visit(key, &self), take(",") else { return }
      key.removeAll(keepingCapacity: true)
    }
  }
}
