#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// The merges of a byte-pair model by their pair of tokens: an open-addressing table in flat memory.
///
/// Most pairs that are asked for do not merge, and to know that it takes the tags: two bytes a slot, which stay in the
/// cache where the entries would not.
///
/// A merge's value is `rank << 32 | id`, so that the smallest value is the merge to do first.
final class MergeTable: @unchecked Sendable {
  /// The value of a pair that does not merge.
  static let none = UInt64.max

  /// What a slot with a tag has.
  struct Entry {
    var pair: UInt64
    var value: UInt64
  }

  /// Looking up, for as long as the table lives.
  struct Lookup {
    /// 16 bits of each entry's hash, the lowest set; 0 is an empty slot.
    fileprivate let tags: UnsafeMutablePointer<UInt16>
    /// Only those of slots that are not empty have been written to.
    fileprivate let entries: UnsafeMutablePointer<Entry>
    fileprivate let mask: Int

    /// The slot that has `pair`, or the empty one where it belongs; and its tag.
    @inline(__always)
    fileprivate func find(_ pair: UInt64) -> (slot: Int, tag: UInt16) {
      let hash = ByteHash.mix(pair)
      let tag = UInt16(truncatingIfNeeded: hash >> 48) | 1
      var slot = Int(truncatingIfNeeded: hash) & mask
      while tags[slot] != 0, tags[slot] != tag || entries[slot].pair != pair { slot = (slot &+ 1) & mask }
      return (slot, tag)
    }

    /// The value of a pair of tokens, or `none`.
    @inline(__always)
    func value(_ left: Int32, _ right: Int32) -> UInt64 {
      let slot = find(MergeTable.pair(left, right)).slot
      return tags[slot] == 0 ? MergeTable.none : entries[slot].value
    }
  }

  let lookup: Lookup

  /// - Parameter capacity: the number of merges to come; no more may be inserted.
  init(capacity: Int) {
    var count = 64
    while count < capacity * 2 { count *= 2 }
    guard let tags = calloc(count, MemoryLayout<UInt16>.stride) else {
      preconditionFailure("no memory for \(count) tags")
    }
    lookup = Lookup(
      tags: tags.bindMemory(to: UInt16.self, capacity: count),
      entries: UnsafeMutablePointer<Entry>.allocate(capacity: count), mask: count - 1)
  }

  deinit {
    free(lookup.tags)
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
    let place = lookup.find(pair)
    lookup.tags[place.slot] = place.tag
    (lookup.entries + place.slot).initialize(to: Entry(pair: pair, value: Self.value(rank: rank, id: id)))
  }
}
