import Classification
import Testing

@Suite struct SnippetTextTests {
  @Test(arguments: [
    ("", ""), (" \n\t\r\n ", ""), ("a", "a"), ("a\r\nb\rc\n", "a\nb\nc"), ("\n \n  if x:\n    y\n", "  if x:\n    y"),
    ("\u{FEFF}{}", "{}"), ("\u{FEFF}\n{}", "{}"), ("\r", ""), ("a\r", "a"), ("\r\r\na", "a"), ("é \u{B}\u{C}", "é"),
    ("a  \nb\t \r\nc \rd", "a\nb\nc\nd"), ("a\n \t\n  b c \n", "a\n\n  b c"), ("a\u{C}\nb", "a\u{C}\nb"),
  ]) func dropsWhatMeansNothing(text: String, expected: String) {
    #expect(SnippetText.prepared(Array(text.utf8)) == Array(expected.utf8))
  }

  @Test func keepsInvalidUTF8AndNUL() {
    #expect(SnippetText.prepared([0xFF, 0x00, 0xC3]) == [0xFF, 0x00, 0xC3])
  }

  @Test(arguments: [0, 1, 49_152]) func looksAtShortTextsWhole(count: Int) {
    #expect(SnippetText.sampledRanges(count: count) == [0..<count])
  }

  @Test func looksAtHeadMiddleAndTailOfLongOnes() {
    let piece = SnippetText.pieceBytes
    let ranges = SnippetText.sampledRanges(count: 100_000_000)
    #expect(ranges == [0..<piece, 49_991_808..<49_991_808 + piece, 100_000_000 - piece..<100_000_000])
    #expect(SnippetText.sampledRanges(count: 3 * piece + 1).map(\.count) == [piece, piece, piece])
  }

  @Test func aLongTextIsReducedToItsPieces() {
    let text = (0..<200_000).map { UInt8(ascii: "a") + UInt8($0 % 26) }
    let expected = SnippetText.sampledRanges(count: text.count).flatMap { text[$0] }
    #expect(SnippetText.prepared(text) == expected)
  }
}

@Suite struct TextWindowsTests {
  /// Lines of ten bytes.
  private let text = [UInt8](String(repeating: "123456789\n", count: 100).utf8)

  @Test(
    arguments: [
      (1000, 3, []), (501, 3, []), (500, 3, [500]), (333, 3, [670]), (200, 3, [800]), (166, 3, [420, 840]),
      (166, 2, [840]),
      (100, 1, []),
      (100, 0, []), (0, 3, []),
    ] as [(Int, Int, [Int])]) func beginAtLines(headBytes: Int, maximum: Int, expected: [Int])
  {
    #expect(TextWindows.starts(text: text, headBytes: headBytes, maximumWindows: maximum) == expected)
  }

  @Test func withoutLinesTheyBeginAtCharacters() {
    let text = [UInt8](String(repeating: "é", count: 1000).utf8)
    #expect(TextWindows.lineStart(text, from: 501) == 502)
    #expect(TextWindows.lineStart(text, from: 502) == 502)
    #expect(TextWindows.lineStart([0x80, 0x80, 0x80], from: 1) == 1)
  }

  @Test func aLineFeedAtTheEndStartsNothing() {
    #expect(TextWindows.lineStart(Array("abcdef\n".utf8), from: 3) == 3)
  }
}
