/// A pair that may be merged next, with the words it was seen in.
struct MergeCandidate {
  var count: Int
  /// The pair's tokens, the left one in the high half.
  var pair: UInt64
  /// The pair's index in the statistics.
  var index: Int
  /// The list of words that hold it.
  var list: Int

  /// The most frequent pair first; among equals the one with the smaller ids, as Hugging Face `tokenizers` orders them.
  @inline(__always)
  func precedes(_ other: MergeCandidate) -> Bool {
    count != other.count ? count > other.count : pair < other.pair
  }
}

/// A binary heap of candidates, the one to merge next on top.
struct CandidateHeap {
  private var items: [MergeCandidate] = []

  mutating func insert(_ item: MergeCandidate) {
    items.append(item)
    items.withUnsafeMutableBufferPointer { items in
      var index = items.count - 1
      while index > 0, item.precedes(items[(index - 1) / 2]) {
        items[index] = items[(index - 1) / 2]
        index = (index - 1) / 2
      }
      items[index] = item
    }
  }

  mutating func pop() -> MergeCandidate? {
    guard let last = items.popLast() else { return nil }
    guard let top = items.first else { return last }
    items.withUnsafeMutableBufferPointer { items in
      var index = 0
      while true {
        var child = 2 * index + 1
        guard child < items.count else { break }
        if child + 1 < items.count, items[child + 1].precedes(items[child]) { child += 1 }
        guard items[child].precedes(last) else { break }
        items[index] = items[child]
        index = child
      }
      items[index] = last
    }
    return top
  }
}
