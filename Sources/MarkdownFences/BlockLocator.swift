/// Finds the exact bytes of what cmark tells of: cmark gives a line, a column and the text, and each byte of that text
/// is held against the source.
struct BlockLocator {
  private let source: UnsafeBufferPointer<UInt8>
  private let copy: UnsafeBufferPointer<UInt8>
  private let lines: SourceLines
  private let skippedLines: Int
  private let flavor: MarkdownFlavor

  /// The copy is the source as cmark has seen it, of the same length; of its lines cmark has not seen the first ones.
  init(
    source: UnsafeBufferPointer<UInt8>, copy: UnsafeBufferPointer<UInt8>, lines: SourceLines, skippedLines: Int,
    flavor: MarkdownFlavor
  ) {
    self.source = source
    self.copy = copy
    self.lines = lines
    self.skippedLines = skippedLines
    self.flavor = flavor
  }

  /// The block with its ranges; `nil` where the source does not bear out what cmark said.
  ///
  /// - Parameters:
  ///   - block: What cmark said.
  ///   - nextLine: On which line, by cmark's count, the next code block begins.
  /// - Returns: The block in the source.
  func locate(_ block: CMarkDocument.Block, nextLine: Int?) -> CodeBlock? {
    let firstLine = block.line - 1 + skippedLines
    guard block.line > 0, firstLine < lines.count else { return nil }
    guard let character = block.fenceCharacter else { return indented(block, firstLine) }
    guard let fence = fence(character, block.column, firstLine), let code = code(block, firstLine + 1) else {
      return nil
    }
    let isTaken = nextLine.map { $0 - 1 + skippedLines == code.lines.upperBound } ?? false
    return CodeBlock(
      kind: .fenced, openingFence: fence, fenceCharacter: character,
      infoString: InfoString(trimmed(fence.upperBound..<lines.content(firstLine).upperBound), in: source),
      content: code.text, contentLines: code.lines, contentRange: code.range, contentLineRanges: code.lineRanges,
      closingFence: isTaken ? nil : closingFence(character, fence.count, code.lines.upperBound),
      containerDepth: block.containerDepth, isIgnored: isIgnored(block, firstLine))
  }

  private func indented(_ block: CMarkDocument.Block, _ firstLine: Int) -> CodeBlock? {
    guard let code = code(block, firstLine) else { return nil }
    let start = code.range.lowerBound
    return CodeBlock(
      kind: .indented, openingFence: nil, fenceCharacter: nil, infoString: InfoString(start..<start, in: source),
      content: code.text,
      contentLines: code.lines, contentRange: code.range, contentLineRanges: code.lineRanges, closingFence: nil,
      containerDepth: block.containerDepth, isIgnored: isIgnored(block, firstLine))
  }
}

/// Fences.
extension BlockLocator {
  /// The run of at least three of the character that begins in a column of a line.
  private func fence(_ character: UInt8, _ column: Int, _ line: Int) -> Range<Int>? {
    let content = lines.content(line)
    let start = content.lowerBound + column - 1
    guard column > 0, start < content.upperBound else { return nil }
    let end = run(of: character, start, content.upperBound)
    return end - start >= 3 ? start..<end : nil
  }

  private func run(of character: UInt8, _ start: Int, _ limit: Int) -> Int {
    var end = start
    while end < limit, source[end] == character { end += 1 }
    return end
  }

  /// The closing fence on a line that is not code any more: prefixes of containers, a run at least as long as the
  /// opening one, nothing else. (Where the container has ended, such a line begins another code block, which the
  /// caller knows.)
  private func closingFence(_ character: UInt8, _ length: Int, _ line: Int) -> Range<Int>? {
    guard line < lines.count else { return nil }
    let content = lines.content(line)
    guard let start = source[content].firstIndex(of: character),
      source[content.lowerBound..<start].allSatisfy({ isBlank($0) || $0 == UInt8(ascii: ">") })
    else { return nil }
    let end = run(of: character, start, content.upperBound)
    guard end - start >= length, source[end..<content.upperBound].allSatisfy(isBlank) else { return nil }
    return start..<end
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// A range without the white space around it; an empty one stays at its start.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    guard let first = source[range].firstIndex(where: { !isSpace($0) }),
      let last = source[range].lastIndex(where: { !isSpace($0) })
    else { return range.lowerBound..<range.lowerBound }
    return first..<last + 1
  }

  private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Whether the last line before a block that is not blank is the comment that silences it.
  private func isIgnored(_ block: CMarkDocument.Block, _ firstLine: Int) -> Bool {
    guard firstLine > 0, block.previous == (flavor == .mdx ? .paragraph : .html) else { return false }
    let before = (0..<firstLine).last { line in
      !source[lines.content(line)].allSatisfy { isSpace($0) || $0 == UInt8(ascii: ">") }
    }
    guard let before else { return false }
    let (open, close): (Substring, Substring) = flavor == .mdx ? ("{/*", "*/}") : ("<!--", "-->")
    var text = String(decoding: source[trimmed(lines.content(before))].suffix(256), as: UTF8.self)[...]
    for word in [close, "parlance-ignore", open] {
      guard text.hasSuffix(word) else { return false }
      text = text.dropLast(word.count)
      while text.last?.isWhitespace == true { text.removeLast() }
    }
    return true
  }
}

/// Code.
extension BlockLocator {
  private struct Code {
    let lines: Range<Int>
    let lineRanges: [Range<Int>]
    let range: Range<Int>
    let text: String
  }

  /// The lines of the literal, from a line of the source on.
  private func code(_ block: CMarkDocument.Block, _ firstLine: Int) -> Code? {
    var ranges: [Range<Int>] = []
    var text: [UInt8] = []
    text.reserveCapacity(block.literal.count)
    var rest = block.literal[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      guard let range = place(of: rest[..<end], onLine: firstLine + ranges.count) else { return nil }
      // Columns of a tab that a container's prefix has taken in part are spaces in the code.
      text.append(contentsOf: repeatElement(0x20, count: end - rest.startIndex - range.count))
      text += source[range]
      text.append(0x0A)
      ranges.append(range)
      rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
    }
    let codeLines = firstLine..<firstLine + ranges.count
    let start = ranges.first?.lowerBound ?? lines.start(firstLine)
    return Code(
      lines: codeLines, lineRanges: ranges, range: start..<max(start, lines.start(codeLines.upperBound)),
      text: String(decoding: text, as: UTF8.self))
  }

  /// Where a line of the literal stands: it is the end of its line in the source.
  private func place(of literal: Slice<UnsafeBufferPointer<UInt8>>, onLine line: Int) -> Range<Int>? {
    guard line < lines.count else { return nil }
    let content = lines.content(line)
    var (start, rest) = (content.upperBound, literal)
    while let byte = rest.last, start > content.lowerBound, copy[start - 1] == byte {
      start -= 1
      rest = rest.dropLast()
    }
    let isPartOfTab = start > content.lowerBound && copy[start - 1] == 0x09 && rest.allSatisfy { $0 == 0x20 }
    return rest.isEmpty || isPartOfTab ? start..<content.upperBound : nil
  }
}
