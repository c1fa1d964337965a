/// How often each pair of tokens stands side by side: an open-addressing table from pairs to counts.
struct PairStatistics {
  private var pairs: [UInt64]
  private var indices: [Int32]
  private(set) var counts: [Int] = []
  private(set) var keys: [UInt64] = []
  /// For each pair, the list of words that is being written for it, or -1.
  var openLists: [Int32] = []

  private static let empty = UInt64.max

  init() {
    pairs = [UInt64](repeating: Self.empty, count: 1 << 16)
    indices = [Int32](repeating: -1, count: 1 << 16)
  }

  /// Adds to a pair's count and gives the pair's index.
  mutating func add(_ change: Int, to pair: UInt64) -> Int {
    let slot = slot(of: pair)
    if indices[slot] >= 0 {
      let index = Int(indices[slot])
      counts[index] += change
      return index
    }
    let index = counts.count
    pairs[slot] = pair
    indices[slot] = Int32(index)
    keys.append(pair)
    counts.append(change)
    openLists.append(-1)
    if counts.count * 2 > pairs.count { grow() }
    return index
  }

  private func slot(of pair: UInt64) -> Int {
    let mask = pairs.count - 1
    return pairs.withUnsafeBufferPointer { pairs in
      var slot = Int(truncatingIfNeeded: ByteHash.mix(pair)) & mask
      while pairs[slot] != pair, pairs[slot] != Self.empty { slot = (slot &+ 1) & mask }
      return slot
    }
  }

  private mutating func grow() {
    pairs = [UInt64](repeating: Self.empty, count: pairs.count * 2)
    indices = [Int32](repeating: -1, count: pairs.count)
    for (index, pair) in keys.enumerated() {
      let free = slot(of: pair)
      pairs[free] = pair
      indices[free] = Int32(index)
    }
  }
}
