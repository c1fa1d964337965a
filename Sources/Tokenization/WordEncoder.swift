private import Workspaces

/// Turns words into tokens by the model's merges.
///
/// A word of up to 64 bytes is merged in two small arrays, the lowest rank found by looking at all of them; a longer
/// one falls into parts where no merge can reach, and a part that is still longer is merged with a heap. What became of
/// the shortest is kept (`WordCache`).
struct WordEncoder {
  /// The longest word that is merged by looking at all its pairs; the bits of one machine word.
  static let shortLimit = 64
  /// A gigabyte that nothing parts is cut: places in a long word are 32-bit numbers.
  private static let partLimit = 1 << 30

  let model: BytePairModel
  /// What every word needs of the model, at hand: going through the reference counts it for each word.
  private let table: MergeTable.Lookup
  private let byteTokens: UnsafePointer<Int32>
  private let bytePairs: BytePairTable
  private let cache: WordCache.Places
  /// The longest word that is looked for in the cache: none where a word may have bytes without a token.
  private let longestKept: Int
  private let ignoresMerges: Bool
  private let hasAllBytes: Bool
  /// `shortLimit` symbols: the token that begins at each byte.
  private let symbols: UnsafeMutablePointer<Int32>
  /// `shortLimit` values of the pair that begins at each byte.
  private let values: UnsafeMutablePointer<UInt64>

  /// Calls `body` with an encoder whose scratch memory lives until it returns, and whose cache is its alone until then.
  static func with<Result>(
    _ model: BytePairModel, _ body: (WordEncoder) -> Result
  ) -> Result {
    let cache = model.caches.take() ?? WordCache()
    defer { model.caches.giveBack(cache) }
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: shortLimit) { values in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: shortLimit) { symbols in
        guard let valueBase = values.baseAddress, let symbolBase = symbols.baseAddress else {
          preconditionFailure("temporary memory of a positive capacity has an address")
        }
        return body(WordEncoder(model: model, cache: cache.places, symbols: symbolBase, values: valueBase))
      }
    }
  }

  private init(
    model: BytePairModel, cache: WordCache.Places, symbols: UnsafeMutablePointer<Int32>,
    values: UnsafeMutablePointer<UInt64>
  ) {
    self.model = model
    self.cache = cache
    longestKept = model.hasAllBytes ? WordCache.longestWord : 0
    bytePairs = model.bytePairs
    table = model.table.lookup
    byteTokens = model.byteTokens
    ignoresMerges = model.options.ignoresMerges
    hasAllBytes = model.hasAllBytes
    self.symbols = symbols
    self.values = values
  }

  /// The tokens of the word at `word`, from where `readable` bytes may be read, which is at `offset` in the text.
  @inline(__always)
  func encode(
    _ word: UnsafePointer<UInt8>, count: Int, readable: Int, at offset: Int, into sink: inout some TokenSink
  ) {
    guard count <= longestKept else { return encodeAnew(word, count: count, at: offset, into: &sink) }
    let key = WordCache.Key(word, count: count, readable: readable)
    let place = cache.places(of: key)
    if place[0].key != key {
      guard place[1].key == key else { return encodeAndKeep(word, count: count, key, at: offset, into: &sink) }
      swap(&place[0], &place[1])
    }
    sink.append(place[0].tokens, at: offset)
  }

  /// Encodes a short word that is not in the cache, and puts it there if it has few tokens.
  @inline(never)
  private func encodeAndKeep(
    _ word: UnsafePointer<UInt8>, count: Int, _ key: WordCache.Key, at offset: Int, into sink: inout some TokenSink
  ) {
    var tokens = WordTokens()
    if ignoresMerges, let id = wholeWord(word, count: count) {
      tokens.append(id, end: count)
    } else {
      let alive = mergeShort(word, count: count)
      guard alive.nonzeroBitCount <= WordTokens.most else { return emit(alive, count: count, at: offset, into: &sink) }
      forEachToken(alive, count: count) { tokens.append($0, end: $2) }
    }
    sink.append(tokens, at: offset)
    let place = cache.places(of: key)
    place[1] = place[0]
    place[0] = WordCache.Entry(key: key, tokens: tokens)
  }

  private func encodeAnew(
    _ word: UnsafePointer<UInt8>, count: Int, at offset: Int, into sink: inout some TokenSink
  ) {
    if ignoresMerges, let id = wholeWord(word, count: count) {
      sink.append(id, start: offset, end: offset + count)
      return
    }
    encodeByMerges(word, count: count, at: offset, into: &sink)
  }

  /// The tokens of a word by merging alone, even if the whole word is a token.
  @inline(__always)
  func encodeByMerges(_ word: UnsafePointer<UInt8>, count: Int, at offset: Int, into sink: inout some TokenSink) {
    if !hasAllBytes {
      encodeWithUnknownBytes(word, count: count, at: offset, into: &sink)
    } else if count <= Self.shortLimit {
      encodeShort(word, count: count, at: offset, into: &sink)
    } else {
      encodeParts(word, count: count, at: offset, into: &sink)
    }
  }

  private func wholeWord(_ word: UnsafePointer<UInt8>, count: Int) -> Int32? {
    // No token is a thousand bytes long; a longer word need not be spelled out to know that.
    guard count <= 1024 else { return nil }
    let text = ByteLevelAlphabet.encode(UnsafeBufferPointer(start: word, count: count))
    return text.withUnsafeBufferPointer { model.vocabulary.id(of: $0) }
  }

  @inline(__always)
  private func encodeShort(_ word: UnsafePointer<UInt8>, count: Int, at offset: Int, into sink: inout some TokenSink) {
    emit(mergeShort(word, count: count), count: count, at: offset, into: &sink)
  }

  /// Merges in `symbols`. Bit i of what is returned is set if a token begins at byte i.
  private func mergeShort(_ word: UnsafePointer<UInt8>, count: Int) -> UInt64 {
    let last = count &- 1
    for i in 0..<last {
      symbols[i] = byteTokens[Int(word[i])]
      values[i] = bytePairs.value(word[i], word[i &+ 1])
    }
    symbols[last] = byteTokens[Int(word[last])]
    values[last] = MergeTable.none
    var alive = UInt64.max >> UInt64(64 &- count)
    while true {
      var best = values[0]
      var position = 0
      for i in 1..<max(1, last) where values[i] < best {
        best = values[i]
        position = i
      }
      if best == MergeTable.none { return alive }
      merge(at: position, into: Int32(truncatingIfNeeded: best), alive: &alive)
    }
  }

  /// The position of the token after the one at `position`, or 64.
  @inline(__always)
  private func next(after position: Int, _ alive: UInt64) -> Int {
    position == 63 ? 64 : (alive >> UInt64(position &+ 1)).trailingZeroBitCount &+ position &+ 1
  }

  /// Joins the token at `position` with the one after it.
  @inline(__always)
  private func merge(at position: Int, into id: Int32, alive: inout UInt64) {
    let absorbed = next(after: position, alive)
    alive &= ~(1 << UInt64(absorbed))
    symbols[position] = id
    values[absorbed] = MergeTable.none
    let following = (alive >> UInt64(position)) >> 1
    values[position] =
      following == 0
      ? MergeTable.none : table.value(id, symbols[position &+ 1 &+ following.trailingZeroBitCount])
    let before = alive & (1 << UInt64(position) &- 1)
    if before != 0 {
      let previous = 63 &- before.leadingZeroBitCount
      values[previous] = table.value(symbols[previous], id)
    }
  }

  @inline(__always)
  private func emit(_ alive: UInt64, count: Int, at offset: Int, into sink: inout some TokenSink) {
    forEachToken(alive, count: count) { sink.append($0, start: offset &+ $1, end: offset &+ $2) }
  }

  /// The tokens that merging left, and where each begins and ends in the word.
  @inline(__always)
  private func forEachToken(_ alive: UInt64, count: Int, _ body: (_ id: Int32, _ start: Int, _ end: Int) -> Void) {
    var rest = alive
    while rest != 0 {
      let position = rest.trailingZeroBitCount
      rest &= rest &- 1
      body(symbols[position], position, rest == 0 ? count : rest.trailingZeroBitCount)
    }
  }

  /// A long word, part by part; stops when the sink wants no more.
  private func encodeParts(_ word: UnsafePointer<UInt8>, count: Int, at offset: Int, into sink: inout some TokenSink) {
    var start = 0
    while start < count, sink.room > 0 {
      var end = start + 1
      let farthest = min(count, start + Self.partLimit)
      while end < farthest, model.canJoin(word[end - 1], word[end]) { end += 1 }
      if end - start <= Self.shortLimit {
        encodeShort(word + start, count: end - start, at: offset + start, into: &sink)
      } else {
        LongWord(model: model, bytes: word + start, count: end - start).encode(at: offset + start, into: &sink)
      }
      start = end
    }
  }

  /// A word some of whose bytes have no token: those become the unknown token, runs of them one if they are fused.
  private func encodeWithUnknownBytes(
    _ word: UnsafePointer<UInt8>, count: Int, at offset: Int, into sink: inout some TokenSink
  ) {
    var units: [LongWord.Unit] = []
    for i in 0..<count {
      let id = model.byteTokens[Int(word[i])]
      let fuses = id < 0 && model.options.fusesUnknown && i > 0 && model.byteTokens[Int(word[i - 1])] < 0
      if !fuses { units.append(LongWord.Unit(id: id < 0 ? model.unknownID : id, start: Int32(i))) }
    }
    LongWord(model: model, units: units, byteCount: count).encode(at: offset, into: &sink)
  }
}
