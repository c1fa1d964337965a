import LanguageServerProtocol
import MarkdownFences

extension Document {
  /// Markdown above this many bytes is not searched for code blocks.
  private static let longestMarkdown = 16 << 20
  /// How many blocks of a document are looked at: nobody writes more, and each takes memory.
  private static let mostBlocks = 1 << 15

  /// Which Markdown it is.
  var flavor: MarkdownFlavor {
    DocumentTraits.isMDX(uri: uri.rawValue, languageID: languageID) ? .mdx : .commonMark
  }

  /// Parses a Markdown document: its code blocks, in their order. `CodeBlockAnalysis` does it, once.
  func codeBlocks() -> [CodeBlock] {
    guard text.byteCount <= Self.longestMarkdown else { return [] }
    return MarkdownFences.codeBlocks(in: text.bytes, flavor: flavor, limit: Self.mostBlocks)
  }

  /// The position of a byte of which the line is known, without a walk through the whole text.
  func position(of offset: Int, onLine line: Int, _ encoding: TextEncoding) -> Position {
    var before = text.bytes(in: max(0, offset - 64)..<offset)
    if before.lastIndex(where: Self.endsLine) == nil, before.count < offset {
      before = text.bytes(in: text.lineStart(line)..<offset)
    }
    let start = before.lastIndex(where: Self.endsLine).map { $0 + 1 } ?? 0
    let metrics = before[start...].withUnsafeBufferPointer { TextMetrics(counting: $0) }
    return Position(line: line, character: metrics.units(encoding))
  }

  /// The range of some bytes that all stand on one line.
  func range(of bytes: Range<Int>, onLine line: Int, _ encoding: TextEncoding) -> PositionRange {
    PositionRange(
      start: position(of: bytes.lowerBound, onLine: line, encoding),
      end: position(of: bytes.upperBound, onLine: line, encoding))
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }
}
