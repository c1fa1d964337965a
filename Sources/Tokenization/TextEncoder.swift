/// Walks a text once: added tokens, words, tokens; reads no further than the sink's room asks for.
struct TextEncoder {
  /// The text, of which all is visible.
  let text: CharacterScanner
  let words: WordEncoder
  let matchers: AddedTokenMatchers
  let splitting: Splitting
  let skippingSpecial: Bool

  /// The pre-tokenizer as the walk uses it.
  struct Splitting: Sendable {
    let splitters: [PreTokenizer.Splitter]
    let addsPrefixSpace: Bool
    /// The depth at which a piece gets its prefix space.
    let prefixDepth: Int

    init(_ preTokenizer: PreTokenizer) {
      splitters = preTokenizer.allSplitters
      addsPrefixSpace = preTokenizer.addsPrefixSpace
      prefixDepth = preTokenizer.splitters.count
    }
  }

  /// How much of the text is looked at first.
  private static let firstWindow = 4096

  /// Encodes the whole text, or as much of it as the sink has room for.
  func encode(into sink: inout some TokenSink) {
    guard matchers.hasBoth else {
      encode(0..<text.end, matchers.single, into: &sink)
      return
    }
    // Tokens of the second kind are looked for in what those of the first leave over.
    var free = 0
    while free < text.end, sink.room > 0 {
      let outcome = matchers.first.next(
        in: text, section: 0..<text.end, from: free, until: text.end, free: free, skippingSpecial: skippingSpecial)
      guard case .found(let match) = outcome else { break }
      encode(free..<max(free, match.range.lowerBound), matchers.second, into: &sink)
      append(match, into: &sink)
      free = match.range.upperBound
    }
    encode(free..<text.end, matchers.second, into: &sink)
  }

  private func append(_ match: AddedTokenMatcher.Match, into sink: inout some TokenSink) {
    guard sink.room > 0 else { return }
    sink.appendAdded(match.id, start: match.range.lowerBound, end: match.range.upperBound)
  }

  /// Encodes one section, looking for added tokens of one kind, a window at a time.
  private func encode(_ section: Range<Int>, _ matcher: AddedTokenMatcher, into sink: inout some TokenSink) {
    /// Where the text begins that no token has taken.
    var free = section.lowerBound
    /// What of it is encoded.
    var done = free
    /// Where no token begins before.
    var clear = free
    while done < section.upperBound, sink.room > 0 {
      // As much again as is waiting for its end, so that a long word is not read over and over.
      let until = min(section.upperBound, clear + max(Self.firstWindow, clear - done))
      let outcome = matcher.next(
        in: text, section: section, from: clear, until: until, free: free, skippingSpecial: skippingSpecial)
      switch outcome {
      case .found(let match):
        let stop = max(free, match.range.lowerBound)
        if done < stop { _ = encodePieces(done..<stop, isStart: done == free, isWhole: true, depth: 0, into: &sink) }
        append(match, into: &sink)
        free = match.range.upperBound
        done = free
        clear = max(free, match.resumesAt)
      case .nothing(let before):
        clear = min(before, section.upperBound)
        let isWhole = clear == section.upperBound
        let stop = isWhole ? clear : certain(clear, from: done, stripsLeft: matcher.stripsLeft)
        if done < stop {
          done = encodePieces(done..<stop, isStart: done == free, isWhole: isWhole, depth: 0, into: &sink)
        }
      }
    }
  }

  /// The part of the visible text that no token to come can take away: whole characters, and no white space that a
  /// token may strip.
  private func certain(_ end: Int, from start: Int, stripsLeft: Bool) -> Int {
    var end = end
    if end > start, end < text.end, text.text[end] & 0xC0 == 0x80 {
      end = UTF8Scalar.start(of: text.text, at: end, lowerBound: max(start, end - 3), end: text.end)
    }
    while stripsLeft, end > start {
      let last = text.classes.character(text.text, before: end, start: start)
      guard last.characterClass.contains(.strippable) else { break }
      end -= last.byteCount
    }
    return end
  }

  /// Encodes a piece by the splitters from `depth` on.
  ///
  /// - Parameters:
  ///   - piece: the bytes of the piece.
  ///   - isStart: false if the piece's beginning was encoded before.
  ///   - isWhole: false if the text goes on unseen beyond the piece, which may yet grow.
  ///   - depth: how many splitters have cut already.
  ///   - sink: takes the tokens.
  /// - Returns: where to go on: the end of the piece, if it is whole.
  func encodePieces(
    _ piece: Range<Int>, isStart: Bool, isWhole: Bool, depth: Int, into sink: inout some TokenSink
  ) -> Int {
    var offset = piece.lowerBound
    if isStart, splitting.addsPrefixSpace, depth == splitting.prefixDepth, text.text[offset] != UInt8(ascii: " ") {
      guard let end = encodePrefixed(piece, isWhole: isWhole, depth: depth, into: &sink) else { return offset }
      if end == piece.upperBound { return end }
      offset = end
    }
    if depth == splitting.splitters.count {
      return encodeWord(offset..<piece.upperBound, isWhole: isWhole, into: &sink)
    }
    return splitPieces(offset..<piece.upperBound, isWhole: isWhole, depth: depth, into: &sink)
  }

  private func splitPieces(
    _ piece: Range<Int>, isWhole: Bool, depth: Int, into sink: inout some TokenSink
  ) -> Int {
    let visible = CharacterScanner(text: text.text, end: piece.upperBound, classes: text.classes)
    let splitter = splitting.splitters[depth]
    let isLast = depth + 1 == splitting.splitters.count && splitting.prefixDepth != depth + 1
    var offset = piece.lowerBound
    while offset < piece.upperBound, sink.room > 0 {
      let found = visible.piece(splitter, from: offset)
      if !isWhole, found.reach + SplitScan.slack > piece.upperBound {
        return encodeGrowing(offset..<found.end, found, splitter, depth: depth, into: &sink)
      }
      if isLast {
        words.encode(
          text.text + offset, count: found.end - offset, readable: text.end - offset, at: offset, into: &sink)
      } else {
        _ = encodePieces(offset..<found.end, isStart: true, isWhole: true, depth: depth + 1, into: &sink)
      }
      offset = found.end
    }
    return offset
  }

  /// A piece whose end is out of sight: what of it is certain already.
  private func encodeGrowing(
    _ piece: Range<Int>, _ found: SplitScan, _ splitter: PreTokenizer.Splitter, depth: Int,
    into sink: inout some TokenSink
  ) -> Int {
    // A prefix space depends on where a piece begins, which is lost when it is taken in parts.
    guard found.onlyGrows, !splitting.addsPrefixSpace else { return piece.lowerBound }
    if depth + 1 == splitting.splitters.count { return encodeWord(piece, isWhole: false, into: &sink) }
    // Runs of digits or of anything else go on where they were left; a pattern's pieces do not.
    guard case .digits = splitter else { return piece.lowerBound }
    return encodePieces(piece, isStart: false, isWhole: false, depth: depth + 1, into: &sink)
  }

  private func encodeWord(_ word: Range<Int>, isWhole: Bool, into sink: inout some TokenSink) -> Int {
    let bytes = text.text + word.lowerBound
    if isWhole {
      words.encode(
        bytes, count: word.count, readable: text.end - word.lowerBound, at: word.lowerBound, into: &sink)
      return word.upperBound
    }
    guard sink.room <= word.count, words.model.hasAllBytes else { return word.lowerBound }
    var growing = GrowingWord(words: words, bytes: bytes, count: word.count)
    guard let tokens = growing.firstTokens(sink.room) else { return word.lowerBound }
    var start = word.lowerBound
    for token in tokens {
      sink.append(token.id, start: start, end: word.lowerBound + token.end)
      start = word.lowerBound + token.end
    }
    return start
  }

  /// The first word of a piece that gets a space before it, made from a copy; gives the word's end, or nil if the word
  /// is not certain yet.
  private func encodePrefixed(
    _ piece: Range<Int>, isWhole: Bool, depth: Int, into sink: inout some TokenSink
  ) -> Int? {
    var size = depth == splitting.splitters.count ? piece.count : min(piece.count, 64)
    while true {
      let seesAll = size == piece.count
      let copy = [UInt8(ascii: " ")] + UnsafeBufferPointer(start: text.text + piece.lowerBound, count: size)
      if let length = prefixedLength(copy, isWhole: isWhole && seesAll, depth: depth) {
        // The space may be a word of its own. The text has then not moved on, so that the next word has to be certain
        // too, or the space would be encoded once more.
        if length == 1, !isWhole, !isCertain(piece, depth: depth) { return nil }
        encodeCopy(copy, length: length, at: piece.lowerBound, into: &sink)
        return piece.lowerBound + length - 1
      }
      if seesAll { return nil }
      size = min(piece.count, size * 4)
    }
  }

  /// True if the first piece that a splitter makes of `piece` ends in sight.
  private func isCertain(_ piece: Range<Int>, depth: Int) -> Bool {
    let visible = CharacterScanner(text: text.text, end: piece.upperBound, classes: text.classes)
    let found = visible.piece(splitting.splitters[depth], from: piece.lowerBound)
    return found.reach + SplitScan.slack <= piece.upperBound
  }

  /// The length of the first word of `copy`, or nil if it is not certain.
  private func prefixedLength(_ copy: [UInt8], isWhole: Bool, depth: Int) -> Int? {
    guard depth < splitting.splitters.count else { return isWhole ? copy.count : nil }
    return copy.withUnsafeBufferPointer { copy in
      guard let base = copy.baseAddress else { return nil }
      let scanner = CharacterScanner(text: base, end: copy.count, classes: text.classes)
      let found = scanner.piece(splitting.splitters[depth], from: 0)
      return isWhole || found.reach + SplitScan.slack <= copy.count ? found.end : nil
    }
  }

  private func encodeCopy(_ copy: [UInt8], length: Int, at offset: Int, into sink: inout some TokenSink) {
    let before = sink.count
    copy.withUnsafeBufferPointer { copy in
      guard let base = copy.baseAddress else { return }
      words.encode(base, count: length, readable: copy.count, at: offset - 1, into: &sink)
    }
    sink.moveOntoFirstCharacter(
      tokensFrom: before, of: offset..<UTF8Scalar.end(of: text.text, at: offset, lowerBound: offset, end: text.end))
  }
}
