import Classification
import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("Hover on code blocks")
struct MarkdownHoverTests {
  private let file = DocumentURI("file:///tmp/README.md")

  /// Hovers at 1️⃣ and expects to hear of the code between 2️⃣ and 3️⃣, or of nothing where `expected` is nil.
  private func check(
    _ marked: MarkedText, languageID: String = "markdown", expected: String?, code: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let client = try await TestClient.announcing()
    client.open(marked.text, languageID: languageID, uri: file)
    let hover = try await client.hover(line: marked["1️⃣"].line, character: marked["1️⃣"].character, uri: file)
    guard let expected else {
      #expect(hover == nil, sourceLocation: sourceLocation)
      return
    }
    #expect(hover?.contents.value.contains(expected) == true, "\(hover as Any)", sourceLocation: sourceLocation)
    #expect(hover?.range == marked.range("2️⃣", "3️⃣"), sourceLocation: sourceLocation)
    #expect(client.detections.texts == [code], sourceLocation: sourceLocation)
  }

  @Test func insideABlock() async throws {
    try await check(
      MarkedText("text\n\n2️⃣```\npython=901️⃣\n```3️⃣\n\nmore"), expected: "**Python**, 90 % sure",
      code: "python=90\n")
  }

  @Test func onItsFences() async throws {
    try await check(
      MarkedText("2️⃣1️⃣~~~ rb\nruby=90\n~~~3️⃣"), expected: "Tagged `rb`", code: "ruby=90\n")
    try await check(MarkedText("2️⃣~~~\r\nruby=90\r\n1️⃣~~~3️⃣\r\n"), expected: "**Ruby**", code: "ruby=90\n")
  }

  @Test func theWordsThatSpokeForIt() async throws {
    let client = try await TestClient.announcing()
    client.open("```rb\nruby=90 because:end\n```\n\n```\nruby=9 because:end\n```\n", languageID: "markdown", uri: file)
    let value = try await client.hover(line: 1, uri: file)?.contents.value
    #expect(value?.hasSuffix("Ruby 90 %\n\nBecause of `end`\n\nTagged `rb`") == true)
    #expect(try await client.hover(line: 5, uri: file)?.contents.value.contains("Because") == false)
  }

  @Test func whereInALongBlockTheyWereLookedFor() async throws {
    let client = try await TestClient.announcing()
    client.open(
      "text\n\n> ```\n> ruby=90 because:end\n> from\n> x\n> to\n> x\n> ```\n", languageID: "markdown", uri: file)
    let value = try await client.hover(line: 3, uri: file)?.contents.value
    #expect(value?.hasSuffix("Because of `end`, in lines 5–7") == true)
  }

  @Test func nestedInQuotesAndLists() async throws {
    try await check(
      MarkedText("> - item 😀\n>\n2️⃣>   ```js title=\"x\"\n>   go=901️⃣\n>   ```3️⃣\n"), expected: "Tagged `js`",
      code: "go=90\n")
  }

  @Test func indentedAndUnclosed() async throws {
    try await check(MarkedText("text\n\n2️⃣    c=901️⃣3️⃣\n\ntext"), expected: "**C**", code: "c=90\n")
    try await check(MarkedText("2️⃣```\n1️⃣c=903️⃣\n"), expected: "**C**", code: "c=90\n")
  }

  @Test func betweenTheBlocks() async throws {
    try await check(MarkedText("1️⃣text\n\n```\npython=90\n```\n"), expected: nil)
    try await check(MarkedText("```\npython=90\n```\n\ntext1️⃣\n"), expected: nil)
  }

  @Test(arguments: ["markdown", "quarto", "rmd", "", "plaintext"])
  func kinsOfMarkdown(_ languageID: String) async throws {
    let marked = MarkedText("2️⃣```\npython=901️⃣\n```3️⃣\n")
    let client = try await TestClient(capabilities: [:])
    client.open(marked.text, languageID: languageID, uri: file)
    #expect(try await client.hover(line: 1, uri: file)?.range == marked.range("2️⃣", "3️⃣"))
  }

  @Test func aBufferThatTheUserCalledMarkdown() async throws {
    let client = try await TestClient.announcing()
    client.open("text\n\n```\npython=90\n```\n")
    client.choose("markdown")
    #expect(try await client.hover(line: 0) == nil)
    #expect(try await client.hover(line: 3)?.contents.value.hasPrefix("**Python**") == true)
  }

  @Test func oneCodeIsLookedAtOnce() async throws {
    let client = try await TestClient(capabilities: [:])
    client.open("```\npython=90\n```\n\n```\nruby=80\n```\n", languageID: "markdown", uri: file)
    for line in [1, 2, 5, 1] { #expect(try await client.hover(line: line, uri: file) != nil) }
    client.change(
      "go", in: PositionRange(start: Position(line: 5, character: 0), end: Position(line: 5, character: 4)), uri: file)
    #expect(try await client.hover(line: 5, uri: file)?.contents.value.contains("Go") == true)
    #expect(try await client.hover(line: 1, uri: file)?.contents.value.contains("Python") == true)
    #expect(client.detections.texts == ["python=90\n", "ruby=80\n", "go=80\n"])
  }

  @Test func otherLanguagesMeanAnotherLook() async throws {
    let client = try await TestClient(capabilities: [:])
    client.open("```\npython=90\n```\n", languageID: "markdown", uri: file)
    _ = try await client.hover(line: 1, uri: file)
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["languages": ["exclude": ["c"]]]]])
    _ = try await client.hover(line: 1, uri: file)
    #expect(client.detections.texts.count == 2)
    #expect(client.detections.lastOptions?.exclude == ["c"])
  }
}
