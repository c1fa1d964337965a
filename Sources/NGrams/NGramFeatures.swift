/// The features of a text: runs of 1 to 5 scalars, words, and pairs of neighboring words.
enum NGramFeatures {
  /// The longest run.
  static let longestRun = 5
  /// The most features of any text: a scalar begins five runs at most, and a word and a pair.
  static let most = NGramText.mostScalars * (longestRun + 2)

  /// Where runs begin that may go on, and the hashes of what they have so far: room for `NGramText.mostScalars` of
  /// each.
  struct OpenRuns {
    let starts: UnsafeMutablePointer<UInt32>
    let hashes: UnsafeMutablePointer<NGramHash.Rolling>
  }

  /// Calls `isFeature` with the key of each run, then of each word and pair, and the scalars from its start to its end. No
  /// longer runs begin where it says no; what it says of words and pairs counts for nothing.
  @inline(__always)
  static func forEach(
    _ scalars: UnsafePointer<UInt32>, count: Int, open: OpenRuns,
    isFeature: (_ key: UInt32, _ start: Int, _ end: Int) -> Bool
  ) {
    forEachRun(scalars, count: count, open: open, isFeature: isFeature)
    forEachWord(scalars, count: count) { key, start, end in _ = isFeature(key, start, end) }
  }

  /// Calls `isFeature` with the key of each run and the scalars from its start to its end, the shorter ones first; from where
  /// it says no, no longer ones begin.
  ///
  /// All runs of one length come before the next length, rather than all from one place, so that no lookup waits for the
  /// one before it.
  @inline(__always)
  private static func forEachRun(
    _ scalars: UnsafePointer<UInt32>, count: Int, open: OpenRuns,
    isFeature: (_ key: UInt32, _ start: Int, _ end: Int) -> Bool
  ) {
    for start in 0..<count {
      open.starts[start] = UInt32(truncatingIfNeeded: start)
      open.hashes[start] = .run
    }
    var openCount = count
    for length in 1...longestRun {
      // Starts ascend: those that the text ends too early for are the last.
      while openCount > 0, Int(open.starts[openCount &- 1]) &+ length > count { openCount &-= 1 }
      var kept = 0
      for run in 0..<openCount {
        let start = open.starts[run]
        var hash = open.hashes[run]
        hash.add(scalars[Int(start) &+ length &- 1])
        open.starts[kept] = start
        open.hashes[kept] = hash
        let key = NGramHash.key(run: hash, length: length)
        kept &+= isFeature(key, Int(start), Int(start) &+ length) ? 1 : 0
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
      if isBlank(scalars[place]) {
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
    let ofLetters = isLetter(scalars[place])
    var hash = NGramHash.Rolling.word
    while place < count, !isBlank(scalars[place]), isLetter(scalars[place]) == ofLetters {
      hash.add(scalars[place])
      place &+= 1
    }
    return hash
  }

  @inline(__always)
  private static func isBlank(_ scalar: UInt32) -> Bool { scalar <= 0x20 }

  @inline(__always)
  private static func isLetter(_ scalar: UInt32) -> Bool {
    scalar &- 0x30 < 10 || (scalar | 0x20) &- 0x61 < 26 || scalar == 0x5F || scalar >= 0x80
  }
}
