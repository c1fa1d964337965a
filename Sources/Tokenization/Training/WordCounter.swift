/// Counts the distinct words of a corpus: their bytes in one blob, found through one open-addressing table.
struct WordCounter {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private(set) var counts: [Int] = []
  private var hashes: [UInt64] = []
  private var slots: [Int32]

  /// How many distinct words there are.
  var count: Int { counts.count }

  init() {
    slots = [Int32](repeating: -1, count: 1 << 16)
  }

  /// The bytes of word `index`.
  func withWord<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Counts one more occurrence of a word.
  mutating func add(_ word: UnsafeBufferPointer<UInt8>) {
    let hash = ByteHash.hash(word, seed: 0x5EED)
    let slot = slot(of: word, hash: hash)
    if slots[slot] >= 0 {
      counts[Int(slots[slot])] += 1
      return
    }
    slots[slot] = Int32(count)
    bytes.append(contentsOf: word)
    ends.append(bytes.count)
    counts.append(1)
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(index)
    }
  }

  private func slot(of word: UnsafeBufferPointer<UInt8>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, withWord(index, { ByteHash.isEqual($0, word) }) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }
}
