import MarkdownFences
import Testing

/// What the tests expect of a block; texts, as the ranges cut them out of the source.
struct Expected: Sendable, Equatable {
  var opening: String?
  var info = ""
  var content: String
  var closing: String?
  var depth = 0

  static func fenced(
    _ opening: String, _ info: String = "", _ content: String, _ closing: String? = nil, depth: Int = 0
  ) -> Expected {
    Expected(opening: opening, info: info, content: content, closing: closing ?? opening, depth: depth)
  }

  static func unclosed(_ opening: String, _ info: String = "", _ content: String, depth: Int = 0) -> Expected {
    Expected(opening: opening, info: info, content: content, closing: nil, depth: depth)
  }

  static func indented(_ content: String, depth: Int = 0) -> Expected {
    Expected(opening: nil, content: content, closing: nil, depth: depth)
  }
}

@Suite struct CodeBlockTests {
  static func cut(_ source: [UInt8], _ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

  static func summary(_ block: CodeBlock, _ source: [UInt8]) -> Expected {
    Expected(
      opening: block.openingFence.map { cut(source, $0) }, info: cut(source, block.infoString.range),
      content: block.content, closing: block.closingFence.map { cut(source, $0) }, depth: block.containerDepth)
  }

  @Test(
    arguments: [
      ("", []), ("\n", []), ("text", []), ("```", [.unclosed("```", "", "")]),
      ("```js\nx\n```\n", [.fenced("```", "js", "x\n")]), ("```js\nx\n```", [.fenced("```", "js", "x\n")]),
      ("~~~js\nx\n~~~\n", [.fenced("~~~", "js", "x\n")]), ("```js\nx", [.unclosed("```", "js", "x\n")]),
      ("```\n```\n", [.fenced("```", "", "")]), ("```\n\n```\n", [.fenced("```", "", "\n")]),
      ("```  py {1}\t \nx\n```", [.fenced("```", "py {1}", "x\n")]),
      ("````\n```js\n```\n`````  \t\n", [.fenced("````", "", "```js\n```\n", "`````")]),
      ("~~~\n```\nx\n```\n~~~\n", [.fenced("~~~", "", "```\nx\n```\n")]),
      ("~~~ a`b ~\nx\n~~~~\n", [.fenced("~~~", "a`b ~", "x\n", "~~~~")]),
      ("``` a`b\nx\n```\n", [.unclosed("```", "", "")]),
      ("   ```x\n    a\n  b\n  ```  \n", [.fenced("```", "x", " a\nb\n")]),
      ("```\n    ```\n```\n", [.fenced("```", "", "    ```\n")]),
      ("```\n``` x\n```\n", [.fenced("```", "", "``` x\n")]),
      ("```a\\*b&amp;\nx\n```\n", [.fenced("```", "a\\*b&amp;", "x\n")]),
      ("```a_b*c[d<e\na_b*c[d<e\n```\n", [.fenced("```", "a_b*c[d<e", "a_b*c[d<e\n")]),
      ("a\n```js\nx\n```\nb\n\n~~~\ny\n~~~", [.fenced("```", "js", "x\n"), .fenced("~~~", "", "y\n")]),
      ("    a\n   \n      \n    b\n\t \nc", [.indented("a\n\n  \nb\n")]), ("\ta\n\t\tb", [.indented("a\n\tb\n")]),
      ("p\n    lazy\n", []),
      ("> ```js\n> a\n>b\n> ```\n", [.fenced("```", "js", "a\nb\n", depth: 1)]),
      ("> ```\n> a\n```\nx\n", [.unclosed("```", "", "a\n", depth: 1), .unclosed("```", "", "x\n")]),
      ("> ```\n> a\n    ```\n", [.unclosed("```", "", "a\n", depth: 1), .indented("```\n")]),
      ("> ```\n> a\n\n```\n", [.unclosed("```", "", "a\n", depth: 1), .unclosed("```", "", "")]),
      ("> > ```\n> a\n", [.unclosed("```", "", "", depth: 2)]),
      ("> > ```\n> > a\n> ```\n> b", [.unclosed("```", "", "a\n", depth: 2), .unclosed("```", "", "b\n", depth: 1)]),
      (">```\n>\ta\n>\n>\tb\n>```", [.fenced("```", "", "  a\n\n  b\n", depth: 1)]),
      ("- ```js\n  a\n\n   b\n  ```\n", [.fenced("```", "js", "a\n\n b\n", depth: 1)]),
      ("- ```\n  x\nlazy\n", [.unclosed("```", "", "x\n", depth: 1)]),
      ("- ```\n  x\n```\n", [.unclosed("```", "", "x\n", depth: 1), .unclosed("```", "", "")]),
      ("-\t```js\n\tx\n\t```\n", [.fenced("```", "js", "x\n", depth: 1)]),
      ("-\t\tcode\n\n\t\tmore\n", [.indented("  code\n\n  more\n", depth: 1)]),
      ("- a\n\n      code\n\n\n- b", [.indented("code\n", depth: 1)]),
      ("* ```\n\ta\n  ```", [.fenced("```", "", "  a\n", depth: 1)]),
      ("1. > - ```py\n   >   x\n   >   ```\n", [.fenced("```", "py", "x\n", depth: 3)]),
      ("10) a\n\n    ~~~\n    x\n    ~~~", [.fenced("~~~", "", "x\n", depth: 1)]),
      ("- a\n  - b\n\n    ```c\n    int x;\n    ```\n\n  - c", [.fenced("```", "c", "int x;\n", depth: 2)]),
      ("```a\r\nb\r\nc\r\n```\r\n", [.fenced("```", "a", "b\nc\n")]), ("```a\rb\r```\rx", [.fenced("```", "a", "b\n")]),
      ("> ```a\r\n> b\r\n>\r\n> ```", [.fenced("```", "a", "b\n\n", depth: 1)]),
      ("\u{FEFF}```js\nx\n```", [.fenced("```", "js", "x\n")]),
      ("\u{FEFF}* ```\n  x", [.unclosed("```", "", "x\n", depth: 1)]),
      ("```é ü\n\u{0}é\u{0}\n```", [.fenced("```", "é ü", "\u{0}é\u{0}\n")]),
      ("```js\u{0}\nx\n```", [.fenced("```", "js\u{0}", "x\n")]),
      ("<div>\n```js\n</div>\n\n```py\nx\n```", [.fenced("```", "py", "x\n")]),
      ("<script>\n```\n\n```\n</script>\n\n```\nx\n```", [.fenced("```", "", "x\n")]),
      ("<!-- a\n\n```\n--> <b\n```js\n```", [.fenced("```", "js", "")]),
      ("[a]: /b\n    c\n```\nx\n```", [.fenced("```", "", "x\n")]),
    ] as [(String, [Expected])])
  func findsEveryBlock(text: String, expected: [Expected]) {
    let source = Array(text.utf8)
    let blocks = MarkdownFences.codeBlocks(in: source)
    #expect(blocks.map { Self.summary($0, source) } == expected)
    #expect(MarkdownFences.codeBlocks(in: text) == blocks)
    for block in blocks { checkConsistency(block, source) }
  }

  private func checkConsistency(_ block: CodeBlock, _ source: [UInt8]) {
    #expect(block.contentLines.count == block.contentLineRanges.count)
    #expect(block.contentLineRanges.first?.lowerBound ?? block.contentRange.lowerBound == block.contentRange.lowerBound)
    for range in block.contentLineRanges {
      #expect(block.contentRange.contains(range.lowerBound) || range.isEmpty)
      #expect(range.upperBound <= block.contentRange.upperBound)
      #expect(!source[range].contains(0x0A) && !source[range].contains(0x0D))
    }
    if let fence = block.openingFence { #expect(fence.upperBound <= block.infoString.range.lowerBound) }
    if let fence = block.closingFence { #expect(block.contentRange.upperBound <= fence.lowerBound) }
  }

  @Test func placesAreExact() throws {
    let source = Array("é\n> ```js {1}\n>  a\n>b\n> ```\n".utf8)
    let block = try #require(MarkdownFences.codeBlocks(in: source).first)
    #expect(block.kind == .fenced)
    #expect(block.openingFence == 5..<8)
    #expect(block.infoString.range == 8..<14)
    #expect(block.infoString.tagRange == 8..<10)
    #expect(block.contentLines == 2..<4)
    #expect(block.contentLineRanges == [17..<19, 21..<22])
    #expect(block.contentRange == 17..<23)
    #expect(block.closingFence == 25..<28)
    #expect(block.lines == 1..<5)
    #expect(block.isClosed)
  }

  @Test func anEmptyInfoStringHasItsPlace() throws {
    let block = try #require(MarkdownFences.codeBlocks(in: "- ````  \n  x\n").first)
    #expect(block.infoString.range == 6..<6)
    #expect(block.infoString.form == .empty)
    #expect(!block.isClosed)
    #expect(block.lines == 0..<2)
  }

  @Test func invalidUTF8StaysInItsPlace() throws {
    let source: [UInt8] = Array("```\n".utf8) + [0xFF, 0x61, 0xC3, 0x0A] + Array("```".utf8)
    let block = try #require(MarkdownFences.codeBlocks(in: source).first)
    #expect(block.contentLineRanges == [4..<7])
    #expect(block.content == "\u{FFFD}a\u{FFFD}\n")
  }
}
