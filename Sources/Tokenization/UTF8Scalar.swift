/// One Unicode scalar read from bytes, strictly (no overlong form, no surrogate, nothing above U+10FFFF).
struct UTF8Scalar {
  let value: UInt32
  /// The bytes it takes; 1 where it is not valid.
  let byteCount: Int
  let isValid: Bool

  private static let invalid = UTF8Scalar(value: 0, byteCount: 1, isValid: false)

  private init(value: UInt32, byteCount: Int, isValid: Bool) {
    self.value = value
    self.byteCount = byteCount
    self.isValid = isValid
  }

  /// Reads the scalar that begins at `offset` of `text`, which ends at `end`.
  init(_ text: UnsafePointer<UInt8>, at offset: Int, end: Int) {
    let lead = text[offset]
    guard lead >= 0x80 else {
      self.init(value: UInt32(lead), byteCount: 1, isValid: true)
      return
    }
    let count = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, offset + count <= end else {
      self = Self.invalid
      return
    }
    var value = UInt32(lead) & (0x7F >> UInt32(count))
    for i in 1..<count {
      guard text[offset + i] & 0xC0 == 0x80 else {
        self = Self.invalid
        return
      }
      value = value << 6 | UInt32(text[offset + i] & 0x3F)
    }
    let smallest: UInt32 = count == 2 ? 0x80 : count == 3 ? 0x800 : 0x10000
    let isScalar = value >= smallest && value <= 0x10FFFF && !(0xD800...0xDFFF).contains(value)
    self = isScalar ? UTF8Scalar(value: value, byteCount: count, isValid: true) : Self.invalid
  }

  /// The first byte of the character that the byte at `offset` belongs to: `offset` itself where the bytes around it
  /// are no valid character.
  @inline(__always)
  static func start(of text: UnsafePointer<UInt8>, at offset: Int, lowerBound: Int, end: Int) -> Int {
    if text[offset] < 0x80 { return offset }
    return startBeyondASCII(of: text, at: offset, lowerBound: lowerBound, end: end)
  }

  private static func startBeyondASCII(
    of text: UnsafePointer<UInt8>, at offset: Int, lowerBound: Int, end: Int
  ) -> Int {
    var candidate = offset
    while candidate > lowerBound, offset - candidate < 3, text[candidate] & 0xC0 == 0x80 { candidate -= 1 }
    let scalar = UTF8Scalar(text, at: candidate, end: end)
    return scalar.isValid && candidate + scalar.byteCount > offset ? candidate : offset
  }

  /// The end of the character that the byte at `offset` belongs to.
  @inline(__always)
  static func end(of text: UnsafePointer<UInt8>, at offset: Int, lowerBound: Int, end: Int) -> Int {
    if text[offset] < 0x80 { return offset + 1 }
    let first = startBeyondASCII(of: text, at: offset, lowerBound: lowerBound, end: end)
    return first + UTF8Scalar(text, at: first, end: end).byteCount
  }
}
