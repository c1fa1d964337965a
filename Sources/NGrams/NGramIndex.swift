/// Finds a key's row: M ascending keys, and where those of each upper 16 bits begin.
struct NGramIndex: Sendable {
  /// (M), ascending, no two alike.
  let keys: [UInt32]
  /// `keys`, and behind them `lookedAt` that are larger than any.
  private let paddedKeys: [UInt32]
  /// (2^16 + 1): the keys whose upper 16 bits are `u` are those from `starts[u]` to before `starts[u + 1]`.
  private let starts: [UInt32]

  private static let lowerBits: UInt32 = 8
  private static let bucketCount = NGramHash.keyCount >> Int(lowerBits)
  /// How many keys of a bucket are looked at without a branch: with a key a bucket on average, 996 of 1,000 have no
  /// more.
  private static let lookedAt: UInt32 = 4

  /// Throws where keys are none, not ascending, or not below 2^24.
  init(keys: [UInt32]) throws(NGramError) {
    guard !keys.isEmpty else { throw NGramError(field: .keys, problem: .empty) }
    for index in keys.indices {
      guard keys[index] < NGramHash.keyCount else {
        let range = 0...NGramHash.keyCount - 1
        throw NGramError(field: .keys, problem: .outOfRange(Int(keys[index]), index: index, range: range))
      }
      guard index == 0 || keys[index - 1] < keys[index] else {
        throw NGramError(field: .keys, problem: .notAscending(index: index))
      }
    }
    self.keys = keys
    paddedKeys = keys + [UInt32](repeating: .max, count: Int(Self.lookedAt) + 1)
    starts = Self.starts(of: keys)
  }

  private static func starts(of keys: [UInt32]) -> [UInt32] {
    var starts = [UInt32](repeating: 0, count: bucketCount + 1)
    for key in keys { starts[Int(key >> lowerBits) + 1] += 1 }
    for bucket in 0..<bucketCount { starts[bucket + 1] += starts[bucket] }
    return starts
  }

  /// Looks up keys, while the index's memory is held.
  struct Lookup {
    fileprivate let keys: UnsafePointer<UInt32>
    fileprivate let starts: UnsafePointer<UInt32>

    /// Where a key below 2^24 is, or would be, and whether it is there.
    @inline(__always)
    func place(of key: UInt32) -> (row: UInt32, isThere: Bool) {
      let bucket = Int(key >> NGramIndex.lowerBits)
      let start = starts[bucket]
      let row =
        starts[bucket &+ 1] &- start <= NGramIndex.lookedAt
        ? start &+ smaller(than: key, from: keys + Int(start)) : firstNotSmaller(than: key, from: start)
      return (row, keys[Int(row)] == key)
    }

    /// How many of `lookedAt` keys are smaller; those of the next buckets never are.
    @inline(__always)
    private func smaller(than key: UInt32, from keys: UnsafePointer<UInt32>) -> UInt32 {
      let first: UInt32 = (keys[0] < key ? 1 : 0) &+ (keys[1] < key ? 1 : 0)
      return first &+ (keys[2] < key ? 1 : 0) &+ (keys[3] < key ? 1 : 0)
    }

    /// In a bucket with many keys.
    @inline(never)
    private func firstNotSmaller(than key: UInt32, from start: UInt32) -> UInt32 {
      var row = start
      while keys[Int(row)] < key { row &+= 1 }
      return row
    }
  }

  /// Calls `body` with what looks up keys until it returns.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    paddedKeys.withUnsafeBufferPointer { keys in
      starts.withUnsafeBufferPointer { starts in
        guard let keys = keys.baseAddress, let starts = starts.baseAddress else {
          preconditionFailure("an index has keys and buckets")
        }
        return body(Lookup(keys: keys, starts: starts))
      }
    }
  }
}
