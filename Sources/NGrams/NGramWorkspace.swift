/// Scratch memory for the n-grams of one text after the other; one thread has it at a time.
package final class NGramWorkspace {
  /// The scalars of the text.
  let scalars: UnsafeMutablePointer<UInt32>
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
    found = .allocate(capacity: NGramFeatures.most + 1)
    sums = .allocate(capacity: NGramClassifier.mostDimensions)
    hidden = .allocate(capacity: NGramClassifier.mostDimensions)
    seen = .allocate(capacity: 0)
  }

  deinit {
    scalars.deallocate()
    found.deallocate()
    sums.deallocate()
    hidden.deallocate()
    seen.deallocate()
  }

  /// Fills `found` with the rows of a text's features in the order in which the text has them first: runs, then words and
  /// pairs. How many they are.
  ///
  /// A run counts only where its shorter beginnings are features too.
  func find(_ text: UnsafeBufferPointer<UInt8>, in index: NGramIndex) -> Int {
    let scalarCount = NGramText.read(text, into: scalars)
    var rows = RowSet(found: found, seen: seenBits(rowCount: index.keys.count))
    index.withLookup { lookup in
      NGramFeatures.forEachRun(scalars, count: scalarCount) { key in
        guard let row = lookup.row(of: key) else { return false }
        rows.insert(row)
        return true
      }
      NGramFeatures.forEachWord(scalars, count: scalarCount) { key in
        if let row = lookup.row(of: key) { rows.insert(row) }
      }
    }
    rows.forget()
    return rows.count
  }

  private func seenBits(rowCount: Int) -> UnsafeMutablePointer<UInt64> {
    let words = (rowCount + 63) / 64
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

  /// Adds a row that is not there yet. Nothing depends on whether it is, which no processor could foretell.
  @inline(__always)
  mutating func insert(_ row: UInt32) {
    let word = Int(row >> 6)
    let bit = row & 63
    found[count] = row
    count &+= Int(~(seen[word] >> UInt64(bit)) & 1)
    seen[word] |= 1 << UInt64(bit)
  }

  /// Clears the bits of all that were found.
  func forget() {
    for index in 0..<count { seen[Int(found[index] >> 6)] = 0 }
  }
}
