/// What takes tokens as they are found.
protocol TokenSink {
  /// How many tokens it has.
  var count: Int { get }

  /// How many more tokens it wants.
  var room: Int { get }

  /// Takes one token and the bytes it stands for, as offsets in the text.
  mutating func append(_ id: Int32, start: Int, end: Int)

  /// Takes the tokens of a word that begins at `offset` in the text.
  mutating func append(_ tokens: WordTokens, at offset: Int)

  /// Takes an added token and the bytes it was found in, stripped white space included.
  mutating func appendAdded(_ id: Int32, start: Int, end: Int)

  /// The tokens from `first` on were made of a word with a space put before it, which counts as a part of the word's
  /// first character, whose bytes `character` are.
  mutating func moveOntoFirstCharacter(tokensFrom first: Int, of character: Range<Int>)
}

/// Keeps ids alone: the hot path. They come into an array many at a time: asking the array for each one's place costs as
/// much as finding it.
struct IDSink: TokenSink {
  private var ids: [Int32]
  /// The ids that are not in the array yet.
  private let staged: UnsafeMutablePointer<Int32>
  private var stagedCount = 0
  /// The count at which nothing more is wanted.
  private let limit: Int

  private static let stageSize = 512

  /// Appends to `ids`, until they are `limit`, what `body` gives to the sink, and perhaps some more.
  static func append(to ids: inout [Int32], limit: Int, _ body: (inout IDSink) -> Void) {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: stageSize) { stage in
      guard let base = stage.baseAddress else { preconditionFailure("temporary memory of a positive capacity") }
      var sink = IDSink(staged: base, limit: limit)
      swap(&sink.ids, &ids)
      body(&sink)
      sink.flush()
      swap(&sink.ids, &ids)
    }
  }

  private init(staged: UnsafeMutablePointer<Int32>, limit: Int) {
    ids = []
    self.staged = staged
    self.limit = limit
  }

  @inline(__always)
  var count: Int { ids.count &+ stagedCount }

  @inline(__always)
  var room: Int { limit &- count }

  @inline(__always)
  mutating func append(_ id: Int32, start: Int, end: Int) {
    stage(id, count: 1)
  }

  @inline(__always)
  mutating func append(_ tokens: WordTokens, at offset: Int) {
    // All three are written, and as many kept as there are.
    staged[stagedCount &+ 1] = tokens.ids.1
    staged[stagedCount &+ 2] = tokens.ids.2
    stage(tokens.ids.0, count: tokens.count)
  }

  mutating func appendAdded(_ id: Int32, start: Int, end: Int) {
    stage(id, count: 1)
  }

  @inline(__always)
  private mutating func stage(_ first: Int32, count: Int) {
    staged[stagedCount] = first
    stagedCount &+= count
    if stagedCount > Self.stageSize - WordTokens.most { flush() }
  }

  private mutating func flush() {
    ids.append(contentsOf: UnsafeBufferPointer(start: staged, count: stagedCount))
    stagedCount = 0
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

  mutating func append(_ tokens: WordTokens, at offset: Int) {
    var start = offset
    for index in 0..<tokens.count {
      append(tokens.id(index), start: start, end: offset + tokens.end(index))
      start = offset + tokens.end(index)
    }
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
