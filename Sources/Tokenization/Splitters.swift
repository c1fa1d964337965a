/// One splitter for each pattern: the piece that begins at an offset. Each is memoryless: what comes before the offset
/// has no say, since none of the expressions looks behind.
extension CharacterScanner {
  /// The piece of `pattern` that begins at `offset`, which must be before `end`.
  @inline(__always)
  func piece(_ pattern: PreTokenizerPattern, from offset: Int) -> SplitScan {
    switch pattern {
    case .gpt2: gpt2(from: offset)
    case .cl100k: cl100k(from: offset, digits: 3)
    case .qwen2: cl100k(from: offset, digits: 1)
    case .o200k: o200k(from: offset)
    }
  }

  /// `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
  private func gpt2(from offset: Int) -> SplitScan {
    let contraction = contraction(at: offset, ignoringCase: false)
    if contraction > 0 { return SplitScan(end: offset + contraction, reach: offset + contraction) }
    var body = offset
    if text[offset] == UInt8(ascii: " "), offset + 1 < end { body += 1 }
    let kind = character(at: body).characterClass
    if kind.contains(.space) { return spaces(from: offset, runEnd: whiteSpace(from: offset)) }
    let stop = runAlike(kind, from: body)
    return SplitScan(end: stop, reach: stop)
  }

  /// The run of letters, of numbers or of other characters that a character of class `kind` begins.
  @inline(__always)
  private func runAlike(_ kind: CharacterClass, from offset: Int) -> Int {
    if kind.contains(.letter) { return letters(from: offset) }
    if kind.contains(.number) { return run(of: .number, from: offset) }
    return run(ofNone: .letterNumberOrSpace, from: offset)
  }

  /// `(?i:'s|…)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
  private func cl100k(from offset: Int, digits: Int) -> SplitScan {
    let contraction = contraction(at: offset, ignoringCase: true)
    if contraction > 0 { return SplitScan(end: offset + contraction, reach: offset + contraction) }
    let first = character(at: offset)
    if first.characterClass.contains(.letter) { return letterPiece(from: offset) }
    if first.characterClass.contains(.number) {
      let stop = numbers(from: offset, limit: digits)
      return SplitScan(end: stop, reach: stop)
    }
    let next = offset + first.byteCount
    if !Self.isLineEnd(text[offset]), next < end, character(at: next).characterClass.contains(.letter) {
      return letterPiece(from: next)
    }
    return symbolsOrSpaces(from: offset, first: first, orSlash: false)
  }

  @inline(__always)
  private func letterPiece(from offset: Int) -> SplitScan {
    let stop = letters(from: offset)
    return SplitScan(end: stop, reach: stop)
  }

  /// ` ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+` (with `[\r\n/]*` for o200k).
  @inline(__always)
  private func symbolsOrSpaces(from offset: Int, first: ClassifiedCharacter, orSlash: Bool) -> SplitScan {
    var body = offset
    if text[offset] == UInt8(ascii: " "), offset + 1 < end { body += 1 }
    let symbols = run(ofNone: .letterNumberOrSpace, from: body)
    if symbols > body {
      let stop = lineEnds(from: symbols, orSlash: orSlash)
      return SplitScan(end: stop, reach: stop)
    }
    return spacesAndLineEnds(from: offset)
  }

  /// o200k: `[^\r\n\p{L}\p{N}]?HEAD*TAIL+(?i:'s|…)?|[^\r\n\p{L}\p{N}]?HEAD+TAIL*(?i:'s|…)?|\p{N}{1,3}|…`
  private func o200k(from offset: Int) -> SplitScan {
    let first = character(at: offset)
    if first.characterClass.contains(.number) {
      let stop = numbers(from: offset, limit: 3)
      return SplitScan(end: stop, reach: stop)
    }
    if let word = o200kWord(from: offset, first: first) { return word }
    return symbolsOrSpaces(from: offset, first: first, orSlash: true)
  }

  /// The two word alternatives, each tried with the leading character first and then without, as a backtracking
  /// engine does.
  @inline(__always)
  private func o200kWord(from offset: Int, first: ClassifiedCharacter) -> SplitScan? {
    let next = offset + first.byteCount
    let mayLead = first.characterClass.isDisjoint(with: [.letter, .number]) && !Self.isLineEnd(text[offset])
    // A mark is no letter: it may lead and it may belong to the word.
    let mayBelong = !first.characterClass.isDisjoint(with: [.wordHead, .wordTail])
    if mayLead, next < end, let word = headsThenTails(from: next) { return word }
    if mayBelong, let word = headsThenTails(from: offset) { return word }
    if mayLead, next < end, let word = headsAlone(from: next) { return word }
    return mayBelong ? headsAlone(from: offset) : nil
  }

  /// `HEAD*TAIL+`: where no tail follows the heads, the last head that is a tail too ends the match.
  private func headsThenTails(from offset: Int) -> SplitScan? {
    let heads = run(of: .wordHead, from: offset)
    let tails = run(of: .wordTail, from: heads)
    if tails > heads { return withContraction(tails, reach: tails) }
    var stop = heads
    while stop > offset {
      let last = classes.character(text, before: stop, start: offset)
      if last.characterClass.contains(.wordTail) { return withContraction(stop, reach: heads) }
      stop -= last.byteCount
    }
    return nil
  }

  /// `HEAD+TAIL*`, tried only where `HEAD*TAIL+` failed, so that no tail can follow.
  private func headsAlone(from offset: Int) -> SplitScan? {
    let heads = run(of: .wordHead, from: offset)
    return heads > offset ? withContraction(heads, reach: heads) : nil
  }

  private func withContraction(_ stop: Int, reach: Int) -> SplitScan {
    let contraction = stop < end ? contraction(at: stop, ignoringCase: true) : 0
    // Where the visible text ends within the heads, what was found without them is still a part of the word: more
    // heads or tails can only move its end on.
    return SplitScan(end: stop + contraction, reach: max(reach, stop + contraction))
  }

  /// Digits: each digit alone or runs of them, and runs of anything else.
  @inline(__always)
  func digits(from offset: Int, individually: Bool) -> SplitScan {
    let first = character(at: offset)
    if !first.characterClass.contains(.digit) {
      let stop = run(ofNone: .digit, from: offset)
      return SplitScan(end: stop, reach: stop)
    }
    let stop = individually ? offset + first.byteCount : run(of: .digit, from: offset)
    return SplitScan(end: stop, reach: stop)
  }
}
