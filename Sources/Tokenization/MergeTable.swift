/// The merges of a byte-pair model by their pair of tokens: an open-addressing table in flat memory.
///
/// A merge's value is `rank << 32 | id`, so that the smallest value is the merge to do first.
final class MergeTable: @unchecked Sendable {
  /// The value of a pair that does not merge.
  static let none = UInt64.max

  /// One slot.
  struct Entry {
    var pair: UInt64
    var value: UInt64
  }

  /// Looking up, for as long as the table lives.
  struct Lookup {
    fileprivate let entries: UnsafeMutablePointer<Entry>
    fileprivate let mask: Int

    @inline(__always)
    fileprivate func slot(of pair: UInt64) -> Int {
      var slot = Int(truncatingIfNeeded: (pair &* 0x9E37_79B9_7F4A_7C15) >> 24) & mask
      while entries[slot].pair != pair, entries[slot].pair != MergeTable.empty { slot = (slot &+ 1) & mask }
      return slot
    }

    /// The value of a pair of tokens, or `none`.
    @inline(__always)
    func value(_ left: Int32, _ right: Int32) -> UInt64 {
      entries[slot(of: MergeTable.pair(left, right))].value
    }
  }

  let lookup: Lookup
  /// All ones cannot be a pair: ids are not negative.
  private static let empty = UInt64.max

  /// - Parameter capacity: the number of merges to come; no more may be inserted.
  init(capacity: Int) {
    var count = 64
    while count < capacity * 2 { count *= 2 }
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    entries.initialize(repeating: Entry(pair: Self.empty, value: Self.none), count: count)
    lookup = Lookup(entries: entries, mask: count - 1)
  }

  deinit {
    lookup.entries.deallocate()
  }

  @inline(__always)
  static func pair(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// The value of a merge: ranks below 2^31.
  @inline(__always)
  static func value(rank: Int, id: Int32) -> UInt64 {
    UInt64(UInt32(truncatingIfNeeded: rank)) << 32 | UInt64(UInt32(bitPattern: id))
  }

  /// The value of a pair of tokens, or `none`.
  func value(_ left: Int32, _ right: Int32) -> UInt64 { lookup.value(left, right) }

  /// Enters a merge; a later one of the same pair replaces an earlier one, as in Hugging Face `tokenizers`.
  func insert(_ left: Int32, _ right: Int32, rank: Int, id: Int32) {
    let pair = Self.pair(left, right)
    lookup.entries[lookup.slot(of: pair)] = Entry(pair: pair, value: Self.value(rank: rank, id: id))
  }
}
