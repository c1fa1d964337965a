import CodeBlocks
import MarkdownFences
import Testing

@Suite struct TagEditTests {
  private func tagged(_ markdown: String, _ tag: String) -> String {
    let source = Array(markdown.utf8)
    let blocks = source.withUnsafeBufferPointer { MarkdownFences.codeBlocks(in: $0) }
    return String(decoding: TagEdit.apply(blocks.compactMap { TagEdit($0, tag: tag) }, to: source), as: UTF8.self)
  }

  @Test(arguments: [
    ("```\nx\n```\n", "```go\nx\n```\n"),
    ("~~~~  \r\nx\r\n~~~~\r\n", "~~~~go  \r\nx\r\n~~~~\r\n"),
    ("> - ```\n>   x\n>   ```", "> - ```go\n>   x\n>   ```"),
    ("``` js \nx\n```\n\ntext\n\n```\ny\n", "``` go \nx\n```\n\ntext\n\n```go\ny\n"),
    ("```js {1,3}\nx\n```", "```go {1,3}\nx\n```"),
    ("```title=\"x\"\nx\n```", "```title=\"x\"\nx\n```"),
    ("text\n\n    code\n", "text\n\n    code\n"),
    ("```", "```go"),
  ])
  func changesTheTagAlone(before: String, after: String) {
    #expect(tagged(before, "go") == after)
  }

  @Test func otherBytesStayAsTheyAre() {
    let source: [UInt8] = [0xFF, 0x0A] + Array("```\n".utf8) + [0xC3, 0x0A] + Array("```\n".utf8) + [0xEF, 0xBB]
    let blocks = source.withUnsafeBufferPointer { MarkdownFences.codeBlocks(in: $0) }
    let edits = blocks.compactMap { TagEdit($0, tag: "c") }
    #expect(
      TagEdit.apply(edits, to: source)
        == [0xFF, 0x0A] + Array("```c\n".utf8) + [0xC3, 0x0A] + Array("```\n".utf8) + [0xEF, 0xBB])
  }
}
