/// Hashes that are the same on every machine and in every run, unlike the standard library's.
enum TextHash {
  /// The finalizer of SplitMix64 (Steele, Lea and Flood 2014): every bit of the result depends on every one of `value`.
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value &+ 0x9E37_79B9_7F4A_7C15
    z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return z ^ z >> 31
  }

  /// One hash for texts that differ in nothing but white space between words.
  static func ofWords(_ text: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0
    var wasBlank = true
    var length: UInt64 = 0
    for byte in text {
      if isWhitespace(byte) {
        wasBlank = true
        continue
      }
      if wasBlank, length > 0 { hash = combined(hash, 0x20) }
      hash = combined(hash, byte)
      wasBlank = false
      length += 1
    }
    return mix(hash ^ length)
  }

  /// A hash of a string.
  static func of(_ text: String) -> UInt64 { mix(text.utf8.reduce(0, combined)) }

  /// A step of FNV-1a with a final mixing left to the caller.
  static func combined(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 &+ 1 }
}

/// A random order that a seed decides.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = TextHash.mix(seed) }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return TextHash.mix(state)
  }
}
