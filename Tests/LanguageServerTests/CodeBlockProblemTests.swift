import CodeBlocks
import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

/// A hint, a diagnostic, a quick fix, a fix-all and a completion say the same of a block, or nothing.
@Suite("What is said about a code block")
struct CodeBlockProblemTests {
  private static let capabilities: JSONValue = [
    "textDocument": [
      "inlayHint": [:], "publishDiagnostics": [:], "codeAction": ["codeActionLiteralSupport": [:]],
      "completion": ["completionItem": ["preselectSupport": true]],
    ]
  ]

  /// The tags that each feature has for the block whose opening fence stands on a line, the surest alone.
  private struct Said: Equatable {
    var hint: String?
    var diagnostic: String?
    var quickFix: String?
    var fixAll: String?
    var completion: String?

    static let nothing = Said()

    static func everywhere(_ tag: String) -> Said {
      Said(hint: tag, diagnostic: tag, quickFix: tag, fixAll: tag, completion: tag)
    }
  }

  private func said(
    of line: Int = 0, in text: String, languageID: String = "markdown", options: JSONValue? = nil
  ) async throws -> Said {
    let client = try await TestClient(capabilities: Self.capabilities, options: options)
    client.openReadme(text, languageID: languageID)
    let document = TextDocumentIdentifier(uri: TestClient.readme)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let place = PositionRange(start: Position(line: line, character: 0), end: Position(line: line, character: 0))
    var said = Said()

    let diagnostics = try await client.lastDiagnostics() ?? []
    said.diagnostic = diagnostics.first { $0.range.start.line == line }.map {
      $0.severity == .hint ? "?" : tag($0.message)
    }

    let hints = try await client.request(
      InlayHintRequest.method, InlayHintRequest(textDocument: document, range: place).params)
    said.hint = try [InlayHint]?(JSONDecodingReader(hints))?.first?.textEdits?.first?.newText

    let fixes = try await client.codeActions(place, only: ["quickfix"])
    said.quickFix = fixes.first.map { fix in
      fix.action?.isPreferred == false ? "?" : fix.title.split(separator: "`").dropFirst().first.map(String.init) ?? "?"
    }
    let all = try await client.codeActions(place, only: ["source.fixAll"])
    said.fixAll = all.first?.action?.edit?.onlyEdits.first { $0.range.start.line == line }?.newText

    let end = Position(line: line, character: lines[line].utf16.count)
    let completions = try await client.request(
      CompletionRequest.method, CompletionRequest(textDocument: document, position: end).params)
    said.completion = try CompletionList?(JSONDecodingReader(completions))?.items.first { $0.preselect == true }?.label
    return said
  }

  /// `python` of "it looks like Python".
  private func tag(_ message: String) -> String {
    message.contains("Python") ? "python" : message.contains("Ruby") ? "ruby" : message
  }

  @Test(arguments: [
    "```\npython=98\n```\n", "````\npython=98\n```\n````\n", "````\npython=98\n```js\n````\n",
    "~~~\npython=98\n```js\n~~~\n", "```\npython=98\n~~~js\n```\n", "```\npython=98\n    ```js\n```\n",
    "```\npython=98\n```a`b\n```\n", "> ```\n> python=98\n> ```\n",
  ])
  func allSayTheSame(_ text: String) async throws {
    #expect(try await said(in: text) == .everywhere("python"))
  }

  /// The first block's closing fence is missing: what is between its fences is not what anybody put there.
  @Test(arguments: [
    "```\npython=98\n\n```js\ngo=98\n```\n", "~~~\npython=98\n\n~~~ js\ngo=98\n~~~\n",
    "```\npython=98\n````js\ngo=98\n````\n", "```\npython=98\n   ```js\ngo=98\n```\n",
    "> ```\n> python=98\n> ```js\n> go=98\n> ```\n", "- ```\n  python=98\n  ```js\n  go=98\n  ```\n",
    "~~~~\npython=98\n~~~~ `x`\n~~~~\n",
  ])
  func nobodySpeaksOfABlockThatAnothersFenceCloses(_ text: String) async throws {
    #expect(try await said(in: text) == .nothing)
  }

  @Test func nobodySpeaksOfABlockThatIsNotClosed() async throws {
    #expect(try await said(in: "```\npython=98\n") == .nothing)
    #expect(try await said(in: "> ```\n> python=98\n\ntext\n") == .nothing)
  }

  @Test func theNextBlockIsSpokenOf() async throws {
    let text = "```\npython=98\n```js\ngo=98\n```\n\n```\nruby=98\n```\n"
    #expect(try await said(in: text) == .nothing)
    #expect(try await said(of: 6, in: text) == .everywhere("ruby"))
  }

  @Test func nobodyIsSureWhereTheModelsThresholdIsNotReached() async throws {
    let client = TestClient(thresholds: ["python": 0.995])
    try await client.request("initialize", ["capabilities": Self.capabilities])
    client.notify("initialized", [:])
    client.openReadme("```\npython=99\n```\n")
    #expect(try await client.lastDiagnostics()?.map(\.severity) == [.hint])
    let params = CompletionRequest(
      textDocument: TextDocumentIdentifier(uri: TestClient.readme), position: Position(line: 0, character: 3)
    ).params
    let list = try await CompletionList?(JSONDecodingReader(client.request(CompletionRequest.method, params)))
    #expect(list?.items.first?.label == "python" && list?.items.contains { $0.preselect == true } == false)
    #expect(
      try await said(in: "```\npython=60\n```\n", options: ["markdown": ["minimumConfidence": 0.5]])
        == .everywhere("python"))
  }

  /// What a block that another's fence closes looks like is nobody's guess, also where a tag is being typed.
  @Test func suchABlockIsNotGuessedAt() async throws {
    let client = try await TestClient(capabilities: Self.capabilities, options: ["markdown": ["diagnostics": false]])
    client.openReadme("```\npython=98\n```js\ngo=98\n```\n")
    let params = CompletionRequest(
      textDocument: TextDocumentIdentifier(uri: TestClient.readme), position: Position(line: 0, character: 3)
    ).params
    let list = try await CompletionList?(JSONDecodingReader(client.request(CompletionRequest.method, params)))
    #expect(list?.items.contains { $0.detail?.contains("%") == true } == false)
    #expect(client.detections.texts.isEmpty)
  }
}
