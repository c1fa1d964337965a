/// The features of a text: runs of 1 to 5 scalars, words, pairs of neighboring words, and runs of 4 to 8 marks of its shape.
enum NGramFeatures {
  /// The longest run of scalars.
  static let longestRun = 5
  /// How many marks a run of the shape has.
  static let shapeRuns = 4...8
  /// The most features of any text: a scalar begins five runs at most, a word, a pair, and five runs of the shape.
  static let most = NGramText.mostScalars * (longestRun + 2 + shapeRuns.count)

  /// Scratch memory, with room for `NGramText.mostScalars` of each: where runs begin that may go on, the hashes of what they
  /// have so far, and the text's shape.
  struct Scratch {
    fileprivate let starts: UnsafeMutablePointer<UInt32>
    fileprivate let hashes: UnsafeMutablePointer<NGramHash.Rolling>
    fileprivate let shape = NGramShape()

    init() {
      starts = .allocate(capacity: NGramText.mostScalars)
      hashes = .allocate(capacity: NGramText.mostScalars)
    }

    func deallocate() {
      starts.deallocate()
      hashes.deallocate()
      shape.deallocate()
    }
  }

  /// Calls `isFeature` with the key of each run, then of each word and pair, then of each run of the shape, and the scalars
  /// from its start to its end. No longer runs begin where it says no; what it says of words and pairs counts for nothing.
  @inline(__always)
  static func forEach(
    _ scalars: UnsafePointer<UInt32>, count: Int, _ scratch: Scratch,
    isFeature: (_ key: UInt32, _ start: Int, _ end: Int) -> Bool
  ) {
    forEachRun(of: scalars, count: count, lengths: 1...longestRun, scratch, key: NGramHash.key(run:length:)) {
      isFeature($0, $1, $2)
    }
    forEachWord(scalars, count: count) { key, start, end in _ = isFeature(key, start, end) }
    let shape = scratch.shape
    let markCount = shape.read(scalars, count: count)
    forEachRun(of: shape.marks, count: markCount, lengths: shapeRuns, scratch, key: NGramHash.key(shape:length:)) {
      isFeature($0, Int(shape.starts[$1]), Int(shape.starts[$2]))
    }
  }

  /// Calls `isFeature` with the key of each run of these lengths and from where to where it is, the shorter ones first; from
  /// where it says no, no longer ones begin.
  ///
  /// All runs of one length come before the next length, rather than all from one place, so that no lookup waits for the
  /// one before it.
  @inline(__always)
  private static func forEachRun(
    of marks: UnsafePointer<UInt32>, count: Int, lengths: ClosedRange<Int>, _ scratch: Scratch,
    key: (NGramHash.Rolling, _ length: Int) -> UInt32,
    isFeature: (_ key: UInt32, _ start: Int, _ end: Int) -> Bool
  ) {
    let (starts, hashes) = (scratch.starts, scratch.hashes)
    var openCount = max(0, count &- lengths.lowerBound &+ 1)
    for start in 0..<openCount {
      starts[start] = UInt32(truncatingIfNeeded: start)
      var hash = NGramHash.Rolling.run
      for mark in start..<start &+ lengths.lowerBound &- 1 { hash.add(marks[mark]) }
      hashes[start] = hash
    }
    for length in lengths {
      // Starts ascend: those that the text ends too early for are the last.
      while openCount > 0, Int(starts[openCount &- 1]) &+ length > count { openCount &-= 1 }
      var kept = 0
      for run in 0..<openCount {
        let start = starts[run]
        var hash = hashes[run]
        hash.add(marks[Int(start) &+ length &- 1])
        starts[kept] = start
        hashes[kept] = hash
        kept &+= isFeature(key(hash, length), Int(start), Int(start) &+ length) ? 1 : 0
      }
      openCount = kept
    }
  }

  /// Calls `body` with the key of each word and of each pair of neighboring words and the scalars from its start to its end,
  /// in order.
  ///
  /// A word is as many scalars as possible that are no blanks, and either all letters, digits, underscores or beyond
  /// ASCII, or all none of these.
  @inline(__always)
  private static func forEachWord(
    _ scalars: UnsafePointer<UInt32>, count: Int, _ body: (_ key: UInt32, _ start: Int, _ end: Int) -> Void
  ) {
    var before: (hash: NGramHash.Rolling, start: Int)?
    var place = 0
    while place < count {
      if NGramScalar.isBlank(scalars[place]) {
        place &+= 1
        continue
      }
      let start = place
      let hash = word(scalars, count: count, from: &place)
      body(NGramHash.key(word: hash), start, place)
      if let before { body(NGramHash.key(word: hash, after: before.hash), before.start, place) }
      before = (hash, start)
    }
  }

  /// Reads the word that begins at `place`, and moves on behind it.
  @inline(__always)
  private static func word(
    _ scalars: UnsafePointer<UInt32>, count: Int, from place: inout Int
  ) -> NGramHash.Rolling {
    let ofLetters = NGramScalar.isLetter(scalars[place])
    var hash = NGramHash.Rolling.word
    while place < count, !NGramScalar.isBlank(scalars[place]), NGramScalar.isLetter(scalars[place]) == ofLetters {
      hash.add(scalars[place])
      place &+= 1
    }
    return hash
  }
}
