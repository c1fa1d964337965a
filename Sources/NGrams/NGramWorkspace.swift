/// Scratch memory for the n-grams of one text after the other; one thread has it at a time.
package final class NGramWorkspace {
  /// The scalars of the text.
  let scalars: UnsafeMutablePointer<UInt32>
  let features = NGramFeatures.Scratch()
  /// The rows of the features that were found, each once.
  let found: UnsafeMutablePointer<UInt32>
  /// The sum of their rows, (D), with room for `NGramClassifier.mostDimensions`.
  let sums: UnsafeMutablePointer<Int32>
  /// The text's vector, (D), with as much room.
  let hidden: UnsafeMutablePointer<Float>
  /// A bit a row, all zero between two texts.
  private var seen: UnsafeMutableBufferPointer<UInt64>

  /// An empty one.
  package init() {
    scalars = .allocate(capacity: NGramText.mostScalars)
    // One more: a row is written before it is known whether it counts.
    found = .allocate(capacity: NGramFeatures.most + 1)
    sums = .allocate(capacity: NGramClassifier.mostDimensions)
    hidden = .allocate(capacity: NGramClassifier.mostDimensions)
    seen = .allocate(capacity: 0)
  }

  deinit {
    scalars.deallocate()
    features.deallocate()
    found.deallocate()
    sums.deallocate()
    hidden.deallocate()
    seen.deallocate()
  }

  /// Fills `found` with the rows of a text's features: runs, the shorter ones first, then words and pairs, then runs of its
  /// shape, of each those first that the text has first. How many they are.
  ///
  /// A run counts only where its shorter beginnings are features too.
  func find(_ text: UnsafeBufferPointer<UInt8>, in index: NGramIndex) -> Int {
    let scalarCount = NGramText.read(text, into: scalars)
    var rows = RowSet(found: found, seen: seenBits(rowCount: index.keys.count))
    index.withLookup { lookup in
      NGramFeatures.forEach(scalars, count: scalarCount, features) { key, _, _ in
        let place = lookup.place(of: key)
        rows.insert(place.row, if: place.isThere)
        return place.isThere
      }
    }
    rows.forget()
    return rows.count
  }

  /// A bit a row, and one for the place behind the last row.
  private func seenBits(rowCount: Int) -> UnsafeMutablePointer<UInt64> {
    let words = rowCount / 64 + 1
    if words > seen.count {
      seen.deallocate()
      seen = .allocate(capacity: words)
      seen.initialize(repeating: 0)
    }
    guard let bits = seen.baseAddress else { preconditionFailure("an index has keys") }
    return bits
  }
}

/// Rows in the order in which they came first.
private struct RowSet {
  let found: UnsafeMutablePointer<UInt32>
  let seen: UnsafeMutablePointer<UInt64>
  private(set) var count = 0

  init(found: UnsafeMutablePointer<UInt32>, seen: UnsafeMutablePointer<UInt64>) {
    self.found = found
    self.seen = seen
  }

  /// Adds a row where `isThere` says so and it is not there yet: without a branch, since neither can be foretold.
  @inline(__always)
  mutating func insert(_ row: UInt32, if isThere: Bool) {
    let word = Int(row >> 6)
    let bit: UInt64 = (isThere ? 1 : 0) &<< UInt64(row & 63)
    let before = seen[word]
    seen[word] = before | bit
    found[count] = row
    count &+= bit & ~before != 0 ? 1 : 0
  }

  /// Clears the bits of all that were found.
  func forget() {
    for index in 0..<count { seen[Int(found[index] >> 6)] = 0 }
  }
}
