/// What takes tokens as they are found.
protocol TokenSink {
  /// How many tokens it has.
  var count: Int { get }

  /// How many more tokens it wants.
  var room: Int { get }

  /// Takes one token and the bytes it stands for, as offsets in the text.
  mutating func append(_ id: Int32, start: Int, end: Int)

  /// Takes an added token and the bytes it was found in, stripped white space included.
  mutating func appendAdded(_ id: Int32, start: Int, end: Int)

  /// The tokens from `first` on were made of a word with a space put before it, which counts as a part of the word's
  /// first character, whose bytes `character` are.
  mutating func moveOntoFirstCharacter(tokensFrom first: Int, of character: Range<Int>)
}

/// Keeps ids alone: the hot path.
struct IDSink: TokenSink {
  var ids: [Int32]
  /// The count of `ids` at which nothing more is wanted.
  let limit: Int

  @inline(__always)
  var count: Int { ids.count }

  @inline(__always)
  var room: Int { limit &- ids.count }

  @inline(__always)
  mutating func append(_ id: Int32, start: Int, end: Int) {
    ids.append(id)
  }

  mutating func appendAdded(_ id: Int32, start: Int, end: Int) {
    ids.append(id)
  }

  func moveOntoFirstCharacter(tokensFrom first: Int, of character: Range<Int>) {}
}

/// Keeps ids and byte ranges.
struct EncodingSink: TokenSink {
  var ids: [Int32] = []
  /// The bytes of each token, as the words gave them: not yet widened to whole characters.
  var ranges: [Range<Int>] = []
  /// The places of tokens that were found in the text whole.
  var added: Set<Int> = []
  let limit: Int

  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { ids.count }

  var room: Int { limit - ids.count }

  mutating func appendAdded(_ id: Int32, start: Int, end: Int) {
    added.insert(ids.count)
    append(id, start: start, end: end)
  }

  mutating func append(_ id: Int32, start: Int, end: Int) {
    ids.append(id)
    ranges.append(start..<max(start, end))
  }

  mutating func moveOntoFirstCharacter(tokensFrom first: Int, of character: Range<Int>) {
    for index in first..<ranges.count where ranges[index].lowerBound < character.lowerBound {
      let end = ranges[index].upperBound
      ranges[index] = character.lowerBound..<(end <= character.lowerBound ? character.upperBound : end)
    }
  }
}
