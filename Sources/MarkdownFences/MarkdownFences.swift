/// Finds the code blocks of Markdown documents, with exact places in the source.
package enum MarkdownFences {
  /// Documents from this size on are not looked at: cmark would abort the process at 2^30 bytes.
  package static let maximumBytes = 512 << 20

  /// The code blocks of a document, in the order of the text: fenced and indented ones, in quotes and lists too.
  ///
  /// Front matter is passed over. Lines end with `\n`, `\r\n` or `\r`. Bytes that are no UTF-8 stay where they are; in
  /// `content` they are replaced. Blocks after the first `limit` are passed over.
  package static func codeBlocks(
    in source: [UInt8], flavor: MarkdownFlavor = .commonMark, limit: Int = .max
  ) -> [CodeBlock] {
    source.withUnsafeBufferPointer { codeBlocks(in: $0, flavor: flavor, limit: limit) }
  }

  /// The code blocks of a document held in a string.
  package static func codeBlocks(in text: String, flavor: MarkdownFlavor = .commonMark) -> [CodeBlock] {
    var text = text
    return text.withUTF8 { codeBlocks(in: $0, flavor: flavor) }
  }

  /// The code blocks of a document held in a buffer.
  package static func codeBlocks(
    in source: UnsafeBufferPointer<UInt8>, flavor: MarkdownFlavor = .commonMark, limit: Int = .max
  ) -> [CodeBlock] {
    guard source.count < maximumBytes else { return [] }
    return StructuralCopy.make(source).withUnsafeBufferPointer {
      codeBlocks(in: source, parsedAs: $0, flavor: flavor, limit: limit)
    }
  }

  /// The code blocks of a document of which cmark sees a copy of the same length.
  package static func codeBlocks(
    in source: UnsafeBufferPointer<UInt8>, parsedAs copy: UnsafeBufferPointer<UInt8>, flavor: MarkdownFlavor,
    limit: Int = .max
  ) -> [CodeBlock] {
    let lines = SourceLines(source)
    let skippedLines = FrontMatter.lineCount(source, lines)
    let document = CMarkDocument(UnsafeBufferPointer(rebasing: copy[lines.start(skippedLines)...]))
    let locator = BlockLocator(
      source: source, copy: copy, lines: lines, skippedLines: skippedLines, flavor: flavor)
    let blocks = document.codeBlocks()
    return blocks.indices.prefix(limit).compactMap { index in
      let next = index + 1 < blocks.count ? blocks[index + 1].line : nil
      guard flavor != .mdx || blocks[index].fenceCharacter != nil else { return nil }
      return locator.locate(blocks[index], nextLine: next)
    }
  }
}
