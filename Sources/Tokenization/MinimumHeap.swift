/// A binary heap of keys, the smallest on top.
struct MinimumHeap {
  private var keys: [UInt64]

  init(_ keys: some Sequence<UInt64>) {
    self.keys = Array(keys)
    for index in stride(from: self.keys.count / 2 - 1, through: 0, by: -1) { siftDown(index) }
  }

  mutating func insert(_ key: UInt64) {
    keys.append(key)
    keys.withUnsafeMutableBufferPointer { keys in
      var index = keys.count - 1
      while index > 0, keys[(index - 1) / 2] > key {
        keys[index] = keys[(index - 1) / 2]
        index = (index - 1) / 2
      }
      keys[index] = key
    }
  }

  mutating func popMinimum() -> UInt64? {
    guard let last = keys.popLast() else { return nil }
    guard let minimum = keys.first else { return last }
    keys[0] = last
    siftDown(0)
    return minimum
  }

  private mutating func siftDown(_ start: Int) {
    keys.withUnsafeMutableBufferPointer { keys in
      let key = keys[start]
      var index = start
      while true {
        var child = 2 * index + 1
        guard child < keys.count else { break }
        if child + 1 < keys.count, keys[child + 1] < keys[child] { child += 1 }
        guard keys[child] < key else { break }
        keys[index] = keys[child]
        index = child
      }
      keys[index] = key
    }
  }
}
