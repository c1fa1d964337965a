#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Short words and the tokens that merging made of them, kept from one text to the next.
///
/// Every word has two places, which it shares with others: a found one moves to the first, a new one takes it and drives
/// the second out. So the memory is the same whatever is read, and what is read often stays. One thread has it at a time.
final class WordCache: @unchecked Sendable {
  /// The most bytes of a word that is kept: 99 of 100 words of programs have no more.
  static let longestWord = 15

  /// Two neighbors are the places of a word. 8,192 entries, 256 KiB: half of a processor's second-level cache.
  private static let entryCount = 1 << 13
  private static let setBytes = 2 * MemoryLayout<Entry>.stride

  /// One word. All zero is an empty place: no word has no bytes.
  struct Entry {
    var key: Key
    var tokens: WordTokens
  }

  /// A word's bytes, and how many they are in the last byte.
  struct Key: Equatable {
    var low: UInt64
    var high: UInt64
  }

  /// Reading and writing, for as long as the cache lives.
  struct Places {
    fileprivate let entries: UnsafeMutablePointer<Entry>

    /// The first of the two entries where a word may be.
    @inline(__always)
    func places(of key: Key) -> UnsafeMutablePointer<Entry> {
      let mixed = (key.low ^ key.high &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
      return entries + Int(truncatingIfNeeded: mixed >> 40) & (WordCache.entryCount - 2)
    }
  }

  let places: Places
  private let memory: UnsafeMutableRawPointer

  /// An empty one.
  init() {
    // From the system zeroed and untouched, so that places that no word takes cost nothing.
    let size = Self.entryCount * MemoryLayout<Entry>.stride
    guard let memory = calloc(size + Self.setBytes, 1) else { preconditionFailure("no memory for \(size) bytes") }
    self.memory = memory
    let aligned = memory.alignedUp(toMultipleOf: Self.setBytes)
    places = Places(entries: aligned.bindMemory(to: Entry.self, capacity: Self.entryCount))
  }

  deinit { free(memory) }
}

extension WordCache.Key {
  /// The key of the `count` bytes at `word`, at most `WordCache.longestWord`; `readable` bytes from there on may be read.
  @inline(__always)
  init(_ word: UnsafePointer<UInt8>, count: Int, readable: Int) {
    let halves = readable >= 16 ? Self.atOnce(word, count: count) : Self.byteByByte(word, count: count)
    low = halves.low
    high = halves.high | UInt64(truncatingIfNeeded: count) << 56
  }

  @inline(__always)
  private static func atOnce(_ word: UnsafePointer<UInt8>, count: Int) -> (low: UInt64, high: UInt64) {
    let raw = UnsafeRawPointer(word)
    let low = raw.loadUnaligned(as: UInt64.self)
    // A shift by 64 and more gives 0: all of the lower half is wanted.
    let lowMask: UInt64 = ~(~0 << UInt64(truncatingIfNeeded: 8 * count))
    guard count > 8 else { return (low & lowMask, 0) }
    let high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return (low, high & ~(~0 << UInt64(truncatingIfNeeded: 8 * (count - 8))))
  }

  private static func byteByByte(_ word: UnsafePointer<UInt8>, count: Int) -> (low: UInt64, high: UInt64) {
    var (low, high): (UInt64, UInt64) = (0, 0)
    for i in 0..<min(count, 8) { low |= UInt64(word[i]) << UInt64(8 * i) }
    for i in 8..<max(8, count) { high |= UInt64(word[i]) << UInt64(8 * (i - 8)) }
    return (low, high)
  }
}

/// One to three tokens of a word of at most 255 bytes.
struct WordTokens {
  /// The most tokens of a word that is kept.
  static let most = 3

  private(set) var ids: (Int32, Int32, Int32) = (0, 0, 0)
  /// Where each token ends in the word, a byte each, and in the last byte how many there are.
  private var endsAndCount: UInt32 = 0

  init() {}

  var count: Int { Int(endsAndCount >> 24) }

  /// The token's end in the word.
  func end(_ index: Int) -> Int { Int(endsAndCount >> UInt32(8 * index) & 0xFF) }

  func id(_ index: Int) -> Int32 { index == 0 ? ids.0 : index == 1 ? ids.1 : ids.2 }

  /// Adds a token that ends at `end`; there must be room for it.
  mutating func append(_ id: Int32, end: Int) {
    switch count {
    case 0: ids.0 = id
    case 1: ids.1 = id
    default: ids.2 = id
    }
    endsAndCount |= UInt32(truncatingIfNeeded: end) << UInt32(8 * count)
    endsAndCount += 1 << 24
  }
}
