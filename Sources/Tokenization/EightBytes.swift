/// Classes of ASCII characters, eight bytes in one machine word at a time. What is no ASCII is in no class.
enum EightBytes {
  private static let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let high: UInt64 = 0x8080_8080_8080_8080
  private static let one: UInt64 = 0x0101_0101_0101_0101

  /// How many of the eight bytes at `text` are letters, before the first that is none.
  @inline(__always)
  static func leadingLetters(_ text: UnsafePointer<UInt8>) -> Int {
    let word = load(text)
    return leading(isIn(UInt8(ascii: "a"), UInt8(ascii: "z"), word | one &* 0x20) & ~word)
  }

  /// How many of the eight bytes at `text` are white space (`\s`), before the first that is none.
  @inline(__always)
  static func leadingSpaces(_ text: UnsafePointer<UInt8>) -> Int {
    let word = load(text)
    return leading((isIn(0x09, 0x0D, word) | isIn(0x20, 0x20, word)) & ~word)
  }

  /// How many of the eight bytes at `text` are ASCII characters that stand for themselves in a string of JSON, before the
  /// first that does not.
  @inline(__always)
  static func leadingPlain(_ text: UnsafePointer<UInt8>) -> Int {
    let word = load(text)
    let quote = isIn(UInt8(ascii: "\""), UInt8(ascii: "\""), word)
    let backslash = isIn(UInt8(ascii: "\\"), UInt8(ascii: "\\"), word)
    return leading(~(quote | backslash | isIn(0, 0x1F, word) | word))
  }

  @inline(__always)
  private static func load(_ text: UnsafePointer<UInt8>) -> UInt64 {
    UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt64.self))
  }

  /// The highest bit of each byte whose lower seven bits are from `first` to `last`: an addition carries into it from
  /// `first` on, another from behind `last` on. No byte carries into the next.
  @inline(__always)
  private static func isIn(_ first: UInt8, _ last: UInt8, _ word: UInt64) -> UInt64 {
    let bits = word & low
    let fromFirst = bits &+ one &* UInt64(0x80 - first)
    let behindLast = bits &+ one &* UInt64(0x7F - last)
    return fromFirst & ~behindLast & high
  }

  @inline(__always)
  private static func leading(_ marks: UInt64) -> Int {
    (~marks & high).trailingZeroBitCount >> 3
  }
}
