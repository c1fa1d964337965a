/// From scalars to the keys of features: feature hashing (Weinberger et al. 2009) into 2^24 keys.
enum NGramHash {
  /// How many keys there are.
  static let keyCount = 1 << 24

  private static let runSeed: UInt64 = 0xCBF2_9CE4_8422_2325
  private static let wordSeed: UInt64 = 0x9E37_79B9_7F4A_7C15
  private static let shapeSeed: UInt64 = 0x2545_F491_4F6C_DD1D
  private static let prime: UInt64 = 0x0000_0100_0000_01B3

  /// A hash that scalars are added to, one after the other (Fowler, Noll and Vo's).
  struct Rolling {
    private(set) var value: UInt64

    /// Of a run of scalars, or of marks of a shape: still empty.
    static var run: Rolling { Rolling(value: runSeed) }
    /// Of a word: still empty.
    static var word: Rolling { Rolling(value: wordSeed) }

    @inline(__always)
    mutating func add(_ scalar: UInt32) { value = (value ^ UInt64(scalar)) &* prime }
  }

  /// The key of a run of `length` scalars, 1 to 5.
  @inline(__always)
  static func key(run: Rolling, length: Int) -> UInt32 { key(run.value &* 8 &+ UInt64(length &- 1)) }

  /// The key of a run of `length` marks of a text's shape, 4 to 8.
  @inline(__always)
  static func key(shape: Rolling, length: Int) -> UInt32 {
    key((shape.value ^ shapeSeed) &* 8 &+ UInt64(length &- NGramFeatures.shapeRuns.lowerBound))
  }

  /// The key of a word.
  @inline(__always)
  static func key(word: Rolling) -> UInt32 { key(word.value &* 8 &+ 6) }

  /// The key of two neighboring words.
  @inline(__always)
  static func key(word: Rolling, after: Rolling) -> UInt32 {
    key(((after.value | 1) &* 31 &+ word.value) &* 8 &+ 7)
  }

  /// The 32 bits that a number is mixed to: the upper half of MurmurHash3's finalizer before its last shift.
  @inline(__always)
  static func mixed(_ number: UInt64) -> UInt32 {
    var bits = number
    bits ^= bits >> 33
    bits &*= 0xFF51_AFD7_ED55_8CCD
    bits ^= bits >> 33
    bits &*= 0xC4CE_B9FE_1A85_EC53
    return UInt32(truncatingIfNeeded: bits >> 32)
  }

  @inline(__always)
  private static func key(_ feature: UInt64) -> UInt32 { mixed(feature) & UInt32(keyCount - 1) }
}
