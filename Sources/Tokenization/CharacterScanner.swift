/// The moves that the splitters are written in: runs of a class of characters in UTF-8 text.
struct CharacterScanner {
  let text: UnsafePointer<UInt8>
  /// Where the visible text ends.
  let end: Int
  let classes: UnicodeClasses

  @inline(__always)
  func character(at offset: Int) -> ClassifiedCharacter {
    classes.character(text, at: offset, end: end)
  }

  /// The end of the run of characters from `offset` that have any bit of `wanted`.
  @inline(__always)
  func run(of wanted: CharacterClass, from offset: Int) -> Int {
    var offset = offset
    while offset < end {
      let next = character(at: offset)
      if next.characterClass.isDisjoint(with: wanted) { break }
      offset += next.byteCount
    }
    return offset
  }

  /// The end of the run of letters from `offset`.
  @inline(__always)
  func letters(from offset: Int) -> Int {
    run(of: .letter, from: offset, leading: EightBytes.leadingLetters)
  }

  /// The end of the run of white space from `offset`.
  @inline(__always)
  func whiteSpace(from offset: Int) -> Int {
    run(of: .space, from: offset, leading: EightBytes.leadingSpaces)
  }

  /// `run(of:from:)` by eight bytes at a time, of which `leading` says how many are ASCII characters wanted.
  @inline(__always)
  private func run(
    of wanted: CharacterClass, from offset: Int, leading: (UnsafePointer<UInt8>) -> Int
  ) -> Int {
    var offset = offset
    while offset &+ 8 <= end {
      let count = leading(text + offset)
      offset &+= count
      if count == 8 { continue }
      let beyond = text[offset] < 0x80 ? offset : runBeyondASCII(of: wanted, from: offset)
      if beyond == offset { return offset }
      offset = beyond
    }
    return run(of: wanted, from: offset)
  }

  private func runBeyondASCII(of wanted: CharacterClass, from offset: Int) -> Int {
    var offset = offset
    while offset < end, text[offset] >= 0x80 {
      let next = character(at: offset)
      if next.characterClass.isDisjoint(with: wanted) { break }
      offset += next.byteCount
    }
    return offset
  }

  /// The end of the run of characters from `offset` that have no bit of `unwanted`.
  @inline(__always)
  func run(ofNone unwanted: CharacterClass, from offset: Int) -> Int {
    var offset = offset
    while offset < end {
      let next = character(at: offset)
      if !next.characterClass.isDisjoint(with: unwanted) { break }
      offset += next.byteCount
    }
    return offset
  }

  /// The end of the run of at most `limit` numbers from `offset`.
  @inline(__always)
  func numbers(from offset: Int, limit: Int) -> Int {
    var offset = offset
    var count = 0
    while count < limit, offset < end {
      let next = character(at: offset)
      if !next.characterClass.contains(.number) { break }
      offset += next.byteCount
      count += 1
    }
    return offset
  }

  /// The end of the run of line ends (and slashes, for o200k) from `offset`.
  @inline(__always)
  func lineEnds(from offset: Int, orSlash: Bool = false) -> Int {
    var offset = offset
    while offset < end, Self.isLineEnd(text[offset]) || (orSlash && text[offset] == UInt8(ascii: "/")) { offset += 1 }
    return offset
  }

  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// The length of `'s`, `'t`, `'re`, `'ve`, `'m`, `'ll` or `'d` at `offset`, or 0. Without regard to case, `s` is
  /// also U+017F, LATIN SMALL LETTER LONG S, which folds to it.
  @inline(__always)
  func contraction(at offset: Int, ignoringCase: Bool) -> Int {
    guard text[offset] == UInt8(ascii: "'"), offset + 1 < end else { return 0 }
    return contractionTail(at: offset + 1, caseMask: ignoringCase ? 0x20 : 0)
  }

  private func contractionTail(at offset: Int, caseMask: UInt8) -> Int {
    let first = text[offset] | caseMask
    switch first {
    case UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "m"), UInt8(ascii: "d"): return 2
    default: break
    }
    guard offset + 1 < end else { return 0 }
    if caseMask != 0, text[offset] == 0xC5, text[offset + 1] == 0xBF { return 3 }
    switch (first, text[offset + 1] | caseMask) {
    case (UInt8(ascii: "r"), UInt8(ascii: "e")), (UInt8(ascii: "v"), UInt8(ascii: "e")),
      (UInt8(ascii: "l"), UInt8(ascii: "l")):
      return 3
    default: return 0
    }
  }

  /// `\s+(?!\S)|\s+` at a space: a run gives its last character to what follows it, unless it is alone.
  @inline(__always)
  func spaces(from offset: Int, runEnd: Int) -> SplitScan {
    if runEnd == end { return SplitScan(end: runEnd, reach: runEnd, onlyGrows: false) }
    let last = classes.character(text, before: runEnd, start: offset).byteCount
    let shortened = runEnd - last
    return SplitScan(end: shortened > offset ? shortened : runEnd, reach: runEnd, onlyGrows: false)
  }

  /// `\s*[\r\n]+|\s+(?!\S)|\s+` at a space: through the last line end of the run, if it has one.
  @inline(__always)
  func spacesAndLineEnds(from offset: Int) -> SplitScan {
    let runEnd = whiteSpace(from: offset)
    var last = runEnd
    while last > offset, !Self.isLineEnd(text[last - 1]) { last -= 1 }
    if last > offset { return SplitScan(end: last, reach: runEnd, onlyGrows: false) }
    return spaces(from: offset, runEnd: runEnd)
  }
}
