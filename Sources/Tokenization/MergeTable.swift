/// The merges of a byte-pair model by their pair of tokens: an open-addressing table in flat memory.
///
/// A merge's value is `rank << 32 | id`, so that the smallest value is the merge to do first.
final class MergeTable: @unchecked Sendable {
  /// The value of a pair that does not merge.
  static let none = UInt64.max

  private struct Entry {
    var pair: UInt64
    var value: UInt64
  }

  private let entries: UnsafeMutablePointer<Entry>
  private let mask: Int
  /// All ones cannot be a pair: ids are not negative.
  private static let empty = UInt64.max

  /// - Parameter capacity: the number of merges to come; no more may be inserted.
  init(capacity: Int) {
    var count = 64
    while count < capacity * 2 { count *= 2 }
    mask = count - 1
    entries = .allocate(capacity: count)
    entries.initialize(repeating: Entry(pair: Self.empty, value: Self.none), count: count)
  }

  deinit {
    entries.deallocate()
  }

  @inline(__always)
  static func pair(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  @inline(__always)
  private func slot(of pair: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
    while entries[slot].pair != pair, entries[slot].pair != Self.empty { slot = (slot &+ 1) & mask }
    return slot
  }

  /// The value of a pair of tokens, or `none`.
  @inline(__always)
  func value(_ left: Int32, _ right: Int32) -> UInt64 {
    entries[slot(of: Self.pair(left, right))].value
  }

  /// Enters a merge; a later one of the same pair replaces an earlier one, as in Hugging Face `tokenizers`.
  func insert(_ left: Int32, _ right: Int32, rank: Int, id: Int32) {
    let pair = Self.pair(left, right)
    let slot = slot(of: pair)
    entries[slot] = Entry(pair: pair, value: UInt64(UInt32(truncatingIfNeeded: rank)) << 32 | UInt64(id))
  }
}
