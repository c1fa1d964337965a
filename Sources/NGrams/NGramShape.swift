/// The shape of a text: what is left of it where each word is one mark, whatever it says. Runs of it tell of a language's
/// syntax also where all names are new.
///
/// Marks are `0` for a word that begins with a digit, `A` for one that begins with a capital letter, `a` for others, a space
/// for blanks, a line feed for blanks with a line feed among them, then a space where the next line is indented, and every
/// other scalar for itself.
struct NGramShape {
  /// Room for `NGramText.mostScalars` each: the marks, and at which scalar each of them begins, and behind them where the
  /// text ends.
  let marks: UnsafeMutablePointer<UInt32>
  let starts: UnsafeMutablePointer<UInt32>

  private static let lineFeed: UInt32 = 0x0A
  private static let space: UInt32 = 0x20

  init() {
    marks = .allocate(capacity: NGramText.mostScalars)
    starts = .allocate(capacity: NGramText.mostScalars + 1)
  }

  func deallocate() {
    marks.deallocate()
    starts.deallocate()
  }

  /// Writes the marks of these scalars. How many they are: never more than scalars.
  @inline(__always)
  func read(_ scalars: UnsafePointer<UInt32>, count: Int) -> Int {
    var (place, markCount) = (0, 0)
    while place < count {
      let (start, scalar) = (place, scalars[place])
      if NGramScalar.isLetter(scalar) {
        while place < count, NGramScalar.isLetter(scalars[place]) { place &+= 1 }
        append(mark(ofWord: scalar), at: start, to: &markCount)
      } else if Self.isBlank(scalar) {
        readBlanks(scalars, count: count, from: &place, to: &markCount)
      } else {
        append(scalar, at: start, to: &markCount)
        place &+= 1
      }
    }
    starts[markCount] = UInt32(truncatingIfNeeded: count)
    return markCount
  }

  /// Writes the mark, or both, of the blanks that begin at `place`, and moves on behind them.
  @inline(__always)
  private func readBlanks(
    _ scalars: UnsafePointer<UInt32>, count: Int, from place: inout Int, to markCount: inout Int
  ) {
    let start = place
    var breaksLine = false
    while place < count, Self.isBlank(scalars[place]) {
      breaksLine = breaksLine || scalars[place] == Self.lineFeed
      place &+= 1
    }
    if breaksLine { append(Self.lineFeed, at: start, to: &markCount) }
    guard scalars[place &- 1] != Self.lineFeed else { return }
    append(Self.space, at: breaksLine ? place &- 1 : start, to: &markCount)
  }

  @inline(__always)
  private func append(_ mark: UInt32, at start: Int, to markCount: inout Int) {
    marks[markCount] = mark
    starts[markCount] = UInt32(truncatingIfNeeded: start)
    markCount &+= 1
  }

  /// Space, tab, line feed, carriage return.
  @inline(__always)
  private static func isBlank(_ scalar: UInt32) -> Bool {
    scalar == space || scalar == lineFeed || scalar == 0x09 || scalar == 0x0D
  }

  /// The mark of a word by its first scalar.
  @inline(__always)
  private func mark(ofWord first: UInt32) -> UInt32 {
    if first &- 0x30 < 10 { return 0x30 }
    return first &- 0x41 < 26 ? 0x41 : 0x61
  }
}
