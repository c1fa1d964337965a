import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("Completion of tags")
struct CompletionTests {
  private static let file = DocumentURI("file:///tmp/README.md")

  /// The completions at 1️⃣; nil where there are none.
  private func completions(
    _ marked: MarkedText, languageID: String = "markdown", encoding: JSONValue = "utf-16", options: JSONValue? = nil,
    modelFailure: String? = nil
  ) async throws -> CompletionList? {
    let client = try await TestClient(
      capabilities: [
        "general": ["positionEncodings": [encoding]],
        "textDocument": ["completion": ["completionItem": ["preselectSupport": true]]],
      ], options: options, modelFailure: modelFailure)
    client.open(marked.text, languageID: languageID, uri: Self.file)
    let params = CompletionRequest(textDocument: TextDocumentIdentifier(uri: Self.file), position: marked["1️⃣"]).params
    return try await CompletionList?(JSONDecodingReader(client.request(CompletionRequest.method, params)))
  }

  private func labels(_ list: CompletionList?, first count: Int = 3) -> [String] {
    Array((list?.items ?? []).sorted { ($0.sortText ?? "") < ($1.sortText ?? "") }.prefix(count).map(\.label))
  }

  /// Chooses the first completion and expects the line to become `expected`.
  private func check(
    _ text: String, _ expected: String, languageID: String = "markdown",
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let marked = MarkedText(text)
    let list = try await completions(marked, languageID: languageID)
    let edit = try #require(list?.items.first?.textEdit, sourceLocation: sourceLocation)
    let line = marked.text.split(separator: "\n", omittingEmptySubsequences: false)[marked["1️⃣"].line]
    let units = Array(line.utf16)
    let result =
      String(decoding: units[..<edit.range.start.character], as: UTF16.self) + edit.newText
      + String(decoding: units[edit.range.end.character...], as: UTF16.self)
    #expect(result == expected, sourceLocation: sourceLocation)
    #expect(edit.range.start.line == marked["1️⃣"].line && edit.range.end.line == marked["1️⃣"].line)
    #expect(edit.range.start <= marked["1️⃣"] && marked["1️⃣"] <= edit.range.end)
  }

  @Test func whatTheBlockLooksLikeComesFirst() async throws {
    let list = try await completions(MarkedText("```1️⃣\nruby=98 python=1.5\n```\n"))
    #expect(labels(list) == ["ruby", "python", "bash"])
    let first = try #require(list?.items.first)
    #expect(first.detail == "Ruby, 98 %" && first.preselect == true)
    #expect(list?.items.dropFirst().contains { $0.preselect != nil } == false)
    #expect(list.map { $0.items.count > 100 } == true)
    #expect(list?.items.last?.detail?.contains("%") == false)
  }

  @Test func inDoubtNothingIsChosen() async throws {
    let list = try await completions(MarkedText("```1️⃣\nruby=60 python=30\n```\n"))
    #expect(labels(list, first: 2) == ["ruby", "python"])
    #expect(list?.items.contains { $0.preselect == true } == false)
  }

  @Test func anEmptyBlockHasTheDocumentsLanguagesFirst() async throws {
    #expect(labels(try await completions(MarkedText("```1️⃣\n```\n"))) == ["bash", "js", "python"])
    let list = try await completions(MarkedText("```go\nx\n```\n\n```rs\n```\n\n```go\n```\n\n~~~1️⃣\n~~~\n"))
    #expect(labels(list) == ["go", "rust", "bash"])
  }

  @Test func aFenceThatIsBeingTypedHasNoEnd() async throws {
    #expect(labels(try await completions(MarkedText("text\n\n```1️⃣")), first: 1) == ["bash"])
    #expect(labels(try await completions(MarkedText("~~~1️⃣\ngo=98 text\n")), first: 1) == ["go"])
  }

  @Test func onlyTheTagIsReplaced() async throws {
    try await check("```1️⃣\nruby=98 python=1\n```\n", "```ruby")
    try await check("``` 1️⃣\nruby=98 python=1\n```\n", "``` ruby")
    try await check("```ru1️⃣ {1,3} title=\"é\"\nruby=98 python=1\n```\n", "```ruby {1,3} title=\"é\"")
    try await check("```r1️⃣u,ignore\nruby=98 text\n```\n", "```ruby,ignore")
    try await check("> - ~~~ 1️⃣ru:x\n>   ruby=98 text\n>   ~~~\n", "> - ~~~ ruby:x")
    try await check("```{.1️⃣ru #id}\nruby=98 text\n```\n", "```{.ruby #id}")
    try await check("```{1️⃣ru, echo=FALSE}\nruby=98 text\n```\n", "```{ruby, echo=FALSE}", languageID: "rmd")
    try await check("```{1️⃣}\nruby=98 text\n```\n", "```{ruby}", languageID: "quarto")
    try await check("```{1️⃣\nruby=98 text\n```\n", "```{ruby", languageID: "quarto")
  }

  @Test(arguments: [
    "```js\ncode\n```1️⃣\n", "```js\n1️⃣code\n```\n", "text1️⃣\n", "`code`1️⃣\n", "``1️⃣", "```js title1️⃣\ncode\n```\n",
    "```1️⃣ js\ncode\n```\n", "1️⃣```\ncode\n```\n", "``1️⃣`\ncode\n```\n", "    code1️⃣\n", "---\ntitle: ```1️⃣\n---\n",
    "```{=ht1️⃣ml\ncode\n```1️⃣ \n",
  ])
  func nothingElsewhere(_ marked: String) async throws {
    #expect(try await completions(MarkedText(marked)) == nil)
  }

  @Test func aLanguageGoesByAllItsNames() async throws {
    #expect(labels(try await completions(MarkedText("```javas1️⃣\n```\n")), first: 1) == ["js"])
    let list = try await completions(MarkedText("```C+1️⃣\n```\n"))
    #expect(labels(list, first: 1) == ["cpp"] && list?.items.first?.filterText == "C++")
    #expect(list?.isIncomplete == true)
    #expect(try await completions(MarkedText("```nonsense1️⃣\n```\n"))?.items.isEmpty == true)
  }

  @Test func aLabelOfTheUsersOwnModelIsOffered() async throws {
    #expect(labels(try await completions(MarkedText("```foo1️⃣\n```\n"))) == ["foolang"])
  }

  @Test func withoutAModelTheUsualOrderIsLeft() async throws {
    let list = try await completions(MarkedText("```1️⃣\nruby=98 text\n```\n"), modelFailure: "gone")
    #expect(labels(list) == ["bash", "js", "python"])
  }

  @Test(arguments: ["utf-8", "utf-16", "utf-32"])
  func columnsCountInTheClientsUnits(_ encoding: String) async throws {
    let marked = MarkedText("- ```ru1️⃣ title=\"😀\"\n  ruby=98 text\n  ```\n")
    let list = try await completions(marked, encoding: .string(encoding))
    #expect(list?.items.first?.textEdit?.range.start.character == 5)
    #expect(list?.items.first?.textEdit?.range.end.character == 7)
  }

  @Test func aDocumentThatIsNoMarkdownHasNone() async throws {
    #expect(try await completions(MarkedText("```1️⃣\n"), languageID: "python") == nil)
  }
}
