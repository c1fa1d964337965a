import MarkdownFences
import Testing

/// Front matter, comments, other flavours, and documents of unusual size.
@Suite struct DocumentTests {
  private func contents(_ text: String, _ flavor: MarkdownFlavor = .commonMark) -> [String] {
    MarkdownFences.codeBlocks(in: text, flavor: flavor).map(\.content)
  }

  @Test(
    arguments: [
      ("---\na: |\n    b\n---\n\n    code\n", ["code\n"]), ("---\na: |\n    b\n...\n\n    code\n", ["code\n"]),
      ("\u{FEFF}---\r\na: |\r\n\r\n    b\r\n---\r\n```\r\nx\r\n```\r\n", ["x\n"]),
      ("+++\na = 1\n\n    b\n+++\n\n    code\n", ["code\n"]), ("---\na: 1\n--- \n```\nx\n```", ["x\n"]),
      ("---\n\n    code\n\n---\n", ["code\n"]), ("---\na: 1\n\n    code\n", ["code\n"]),
      ("---\n---\n    code\n", ["code\n"]),
      ("\n---\na: |\n\n    code\n---\n", ["code\n"]), ("---", []), ("---\n", []), ("---\na\n---", []),
    ] as [(String, [String])])
  func passesOverFrontMatter(text: String, expected: [String]) {
    #expect(contents(text) == expected)
  }

  @Test func placesBehindFrontMatterAreTheDocuments() throws {
    let block = try #require(MarkdownFences.codeBlocks(in: "---\na: b\n---\n```js\nx\n```\n").first)
    #expect(block.openingFence == 13..<16)
    #expect(block.lines == 3..<6)
  }

  @Test(arguments: [
    ("<!-- parlance-ignore -->\n```js\nx\n```", true), ("<!--\tparlance-ignore  -->\n\n\n```js\nx\n```", true),
    ("- <!-- parlance-ignore -->\n  ```js\n  x\n  ```", true), ("> <!-- parlance-ignore -->\n>\n> ```\n> x\n", true),
    ("<!-- parlance-ignore -->\n\n    x\n", true), ("<!-- a -->\n<!-- parlance-ignore -->\n```\nx\n```", true),
    ("><!-- parlance-ignore -->\n>```\n>x\n>```", true), ("<!--parlance-ignore-->\n```\nx\n```", true),
    ("<!-- parlance-ignore -->\n\ntext\n\n```\nx\n```", false), ("<!-- parlance-ignored -->\n```\nx\n```", false),
    ("parlance-ignore\n\n```\nx\n```", false), ("`<!-- parlance-ignore -->`\n```\nx\n```", false),
    ("```\nx\n```", false), ("<!-- parlance-ignore -->\n\n- ```\n  x", false),
  ])
  func commentsSilence(text: String, isIgnored: Bool) {
    #expect(MarkdownFences.codeBlocks(in: text).map(\.isIgnored) == [isIgnored])
  }

  @Test func aCommentSilencesOneBlockOnly() {
    let text = "<!-- parlance-ignore -->\n```\nx\n```\n```\ny\n```"
    #expect(MarkdownFences.codeBlocks(in: text).map(\.isIgnored) == [true, false])
  }

  @Test func mdxHasNoIndentedCodeAndItsOwnComments() {
    let text = "    <A />\n\n```js\nx\n```\n\n{/* parlance-ignore */}\n\n```\ny\n```"
    #expect(contents(text, .mdx) == ["x\n", "y\n"])
    #expect(MarkdownFences.codeBlocks(in: text, flavor: .mdx).map(\.isIgnored) == [false, true])
  }

  @Test func thousandsOfBlocks() {
    let one = "Text *with* [links](a) and\n\n- ```js\n  let x = 1\n  ```\n\n> ~~~\n> y\n> ~~~\n\n"
    let blocks = MarkdownFences.codeBlocks(in: String(repeating: one, count: 5_000))
    #expect(blocks.count == 10_000)
    #expect(blocks.allSatisfy { $0.isClosed && $0.containerDepth == 1 })
    #expect(blocks.last?.firstLine == 4_999 * 10 + 6)
  }

  @Test(arguments: ["x", "*", "_", "[", "`", "<", "> ", "- ", "1. ", "é", "a ", "<!-- ", "![", "](", "**a ", "\u{0}"])
  func onePieceOverAndOver(piece: String) {
    let line = String(repeating: piece, count: 200_000)
    // Compared here: a failed expectation would write out the whole line.
    let isKept = contents("~~~\n\(line)\n~~~\n") == ["\(line)\n"]
    let isPassedOver = contents("```\nx\n```\n\n\(line)").first == "x\n"
    let arePassedOver = contents("```\nx\n```\n\na\(String(repeating: piece + "\n", count: 20_000))").first == "x\n"
    #expect(isKept && isPassedOver && arePassedOver)
  }

  /// A copy for cmark that has fewer emphases and links in it has the same blocks as the text itself.
  @Test func theCopyHasTheSameBlocks() {
    var random = Seeded(state: 7)
    let pieces = [
      "```", "~~~", "````", "js", "a", "b c", " ", "  ", "    ", "\t", "> ", ">", "- ", "* ", "1. ", "2) ", "\n", "\n",
      "\n\n", "\r\n", "\r", "<div>", "</div>", "<!-- ", " -->", "<b>", "*", "_", "[", "](x)", "]: y", "***", "---",
      "===", "`", "#", "é", "<", "&amp;", "\\", "<a x=\"*\">", "+ ", "<pre>", "</pre>", "<?", "?>", "<![CDATA[", "]]>",
    ]
    for _ in 0..<4_000 {
      let text = (0..<Int(random.next() % 40)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }.joined()
      let source = Array(text.utf8)
      let plain = source.withUnsafeBufferPointer {
        MarkdownFences.codeBlocks(in: $0, parsedAs: $0, flavor: .commonMark)
      }
      #expect(MarkdownFences.codeBlocks(in: source) == plain, "\(text.debugDescription)")
    }
  }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers in every run.
private struct Seeded {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
