/// The kinds of scalars that words are told apart by.
enum NGramScalar {
  @inline(__always)
  static func isBlank(_ scalar: UInt32) -> Bool { scalar <= 0x20 }

  /// Letters, digits, underscores, and whatever is beyond ASCII.
  @inline(__always)
  static func isLetter(_ scalar: UInt32) -> Bool {
    scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26 || scalar == 0x5F || scalar >= 0x80
  }
}
