/// The first tokens of a word whose end is out of sight, where they no longer depend on what is to come.
///
/// Two facts about merging make this exact. If the tokens of a word have a boundary at a place, those before it are
/// the tokens of the part before it, since no merge ever crossed. And a row of tokens is what merging gives if every
/// two neighbors are what merging gives for the two alone. So the last token of each prefix is the one token, of those
/// that end there, that goes with the last token of what is before it; the prefixes form a tree; and since some
/// boundary lies in any stretch as long as the longest token, the tokens in which all prefixes that end in the last
/// such stretch agree are the word's first tokens whatever follows.
struct GrowingWord {
  private let words: WordEncoder
  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  /// The word in the byte-level alphabet, and where each byte's character begins in that.
  private var text: [UInt8] = []
  private var places: [Int] = []
  /// For each prefix: the last token, where it begins, how many tokens there are.
  private var last: [Int32]
  private var parents: [Int32]
  private var depths: [Int32]
  /// Whether merging leaves two tokens side by side as they are.
  private var staysApart: [UInt64: Bool] = [:]

  /// - Parameters:
  ///   - words: the encoder.
  ///   - bytes: the visible part of the word.
  ///   - count: its length.
  init(words: WordEncoder, bytes: UnsafePointer<UInt8>, count: Int) {
    self.words = words
    self.bytes = bytes
    self.count = count
    last = [Int32](repeating: -1, count: count + 1)
    parents = [Int32](repeating: -1, count: count + 1)
    depths = [Int32](repeating: -1, count: count + 1)
    depths[0] = 0
    for i in 0..<count {
      places.append(text.count)
      ByteLevelAlphabet.append(bytes[i], to: &text)
    }
    places.append(text.count)
  }

  /// The first `wanted` tokens and their ends, or nil if they may still change.
  mutating func firstTokens(_ wanted: Int) -> [(id: Int32, end: Int)]? {
    let stretch = words.model.longestToken
    guard count > stretch else { return nil }
    /// For each prefix of at least `wanted` tokens, the prefix that has the first of them.
    var heads = [Int32](repeating: -1, count: count + 1)
    var agreeing = 0
    for end in 1...count {
      findLast(end)
      heads[end] = Int(depths[end]) == wanted ? Int32(end) : parents[end] < 0 ? -1 : heads[Int(parents[end])]
      agreeing = heads[end] >= 0 && heads[end] == heads[end - 1] ? agreeing + 1 : 1
      if heads[end] >= 0, agreeing >= stretch { return path(to: Int(heads[end])) }
    }
    return nil
  }

  private func path(to end: Int) -> [(id: Int32, end: Int)] {
    var tokens: [(id: Int32, end: Int)] = []
    var end = end
    while end > 0 {
      tokens.append((last[end], end))
      end = Int(parents[end])
    }
    return tokens.reversed()
  }

  /// Finds the last token of the prefix that ends at `end`.
  private mutating func findLast(_ end: Int) {
    var start = end - 1
    while true {
      if let id = token(start..<end), depths[start] >= 0, goesWith(id, start..<end) {
        last[end] = id
        parents[end] = Int32(truncatingIfNeeded: start)
        depths[end] = depths[start] + 1
        return
      }
      guard start > 0, end - start < words.model.longestToken else { return }
      guard words.model.canJoin(bytes[start - 1], bytes[start]) else { return }
      start -= 1
    }
  }

  private func token(_ range: Range<Int>) -> Int32? {
    text.withUnsafeBufferPointer {
      words.model.vocabulary.id(
        of: UnsafeBufferPointer(rebasing: $0[places[range.lowerBound]..<places[range.upperBound]]))
    }
  }

  private mutating func goesWith(_ id: Int32, _ range: Range<Int>) -> Bool {
    let key = MergeTable.pair(last[range.lowerBound], id)
    if let known = staysApart[key] { return known }
    let previous = range.lowerBound == 0 ? 0 : Int(parents[range.lowerBound])
    let expected = range.lowerBound == 0 ? [id] : [last[range.lowerBound], id]
    var sink = EncodingSink(limit: Int.max)
    words.encodeByMerges(bytes + previous, count: range.upperBound - previous, at: 0, into: &sink)
    let answer = sink.ids == expected
    staysApart[key] = answer
    return answer
  }
}
