/// Finds a key's row: M ascending keys, and where those of each upper 16 bits begin.
struct NGramIndex: Sendable {
  /// (M), ascending, no two alike.
  let keys: [UInt32]
  /// (2^16 + 1): the keys whose upper 16 bits are `u` are those from `starts[u]` to before `starts[u + 1]`.
  private let starts: [UInt32]

  private static let lowerBits: UInt32 = 8
  private static let bucketCount = NGramHash.keyCount >> Int(lowerBits)

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

    /// The row of a key below 2^24, or nil where it is no feature.
    @inline(__always)
    func row(of key: UInt32) -> UInt32? {
      let bucket = Int(key >> NGramIndex.lowerBits)
      var row = starts[bucket]
      let end = starts[bucket &+ 1]
      while row < end {
        let candidate = keys[Int(row)]
        if candidate >= key { return candidate == key ? row : nil }
        row &+= 1
      }
      return nil
    }
  }

  /// Calls `body` with what looks up keys until it returns.
  @inline(__always)
  func withLookup<Result>(_ body: (Lookup) -> Result) -> Result {
    keys.withUnsafeBufferPointer { keys in
      starts.withUnsafeBufferPointer { starts in
        guard let keys = keys.baseAddress, let starts = starts.baseAddress else {
          preconditionFailure("an index has keys and buckets")
        }
        return body(Lookup(keys: keys, starts: starts))
      }
    }
  }
}
