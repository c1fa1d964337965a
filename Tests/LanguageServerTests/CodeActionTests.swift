import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

private let long = String(repeating: "é😀 some more words ", count: 6)

@Suite("textDocument/codeAction")
struct CodeActionTests {
  private static let literals: JSONObject = [
    "codeAction": ["codeActionLiteralSupport": ["codeActionKind": ["valueSet": []]], "isPreferredSupport": true]
  ]

  private func client(
    _ text: String, languageID: String = "markdown", encoding: PositionEncodingKind = .utf16
  ) async throws -> TestClient {
    let client = try await TestClient(
      capabilities: [
        "general": ["positionEncodings": [encoding.json]], "textDocument": .object(Self.literals),
        "workspace": ["workspaceEdit": ["documentChanges": true]],
      ])
    client.openReadme(text, languageID: languageID)
    return client
  }

  private func place(_ line: Int) -> PositionRange {
    PositionRange(start: Position(line: line, character: 0), end: Position(line: line, character: 0))
  }

  /// Asks on the line of the first fence, and expects that the action of that title makes `expected` of the text.
  private func check(
    _ text: String, languageID: String = "markdown", _ title: String, makes expected: String, isPreferred: Bool? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    for encoding in [PositionEncodingKind.utf8, .utf16, .utf32] {
      let client = try await client(text, languageID: languageID, encoding: encoding)
      let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
      let line = try #require(lines.firstIndex { $0.contains("```") || $0.contains("~~~") })
      let actions = try await client.codeActions(place(line))
      let action = try #require(
        actions.first { $0.title == title }?.action, "\(actions.map(\.title))", sourceLocation: sourceLocation)
      #expect(action.isPreferred == isPreferred, sourceLocation: sourceLocation)
      #expect(action.edit?.documentChanges?.first?.textDocument.version == 1, sourceLocation: sourceLocation)
      let result = action.edit?.applied(to: text, try #require(TextEncoding.of(encoding)))
      #expect(result == expected, sourceLocation: sourceLocation)
      client.change(expected, uri: TestClient.readme)
      let everywhere = PositionRange(start: place(0).start, end: place(99).start)
      #expect(try await client.codeActions(everywhere).isEmpty, sourceLocation: sourceLocation)
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func aTagThatIsMissing(_ end: String) async throws {
    for (before, after) in [
      ("😀\n\n```\npython=98\n```\n", "😀\n\n```python\npython=98\n```\n"),
      (
        "> 1. é\n>\n>    ~~~~  \n>    python=98\n>    ~~~~\n",
        "> 1. é\n>\n>    ~~~~python  \n>    python=98\n>    ~~~~\n"
      ),
      ("- ```\n  python=98\n  ```", "- ```python\n  python=98\n  ```"),
      ("\u{FEFF}```\npython=98 \u{0}\n```\n", "\u{FEFF}```python\npython=98 \u{0}\n```\n"),
    ] {
      try await check(
        before.replacing("\n", with: end), "Tag as `python`", makes: after.replacing("\n", with: end),
        isPreferred: true)
    }
  }

  @Test func aTagThatIsWrong() async throws {
    try await check(
      "```  js \npython=99 \(long)\n```\n", "Tag as `python` instead of `js`",
      makes: "```  python \npython=99 \(long)\n```\n", isPreferred: true)
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func aCommentThatSilences(_ end: String) async throws {
    let comment = "<!-- parlance-ignore -->"
    for (before, after) in [
      ("é\n\n```\npython=98\n```\n", "é\n\n\(comment)\n```\npython=98\n```\n"),
      ("text\n```\npython=98\n```", "text\n\(comment)\n```\npython=98\n```"),
      (
        "> 1. é\n>\n>    ```\n>    python=98\n>    ```\n",
        "> 1. é\n>\n>    \(comment)\n>    ```\n>    python=98\n>    ```\n"
      ),
      ("- ```\n  python=98\n  ```\n", "- \(comment)\n  ```\n  python=98\n  ```\n"),
      ("10. > ```\n    > python=98\n    > ```\n", "10. > \(comment)\n    > ```\n    > python=98\n    > ```\n"),
      ("-\t```\n\tpython=98\n\t```\n", "-\t\(comment)\n \t```\n\tpython=98\n\t```\n"),
    ] {
      try await check(
        before.replacing("\n", with: end), "Silence with a comment", makes: after.replacing("\n", with: end))
    }
  }

  @Test func aCommentOfMDX() async throws {
    try await check(
      "text\n\n```\npython=98\n```\n", languageID: "mdx", "Silence with a comment",
      makes: "text\n\n{/* parlance-ignore */}\n```\npython=98\n```\n")
  }

  @Test func whereItIsNotSureThereIsAChoice() async throws {
    let client = try await client("```\npython=50 ruby=30 go=12 c=8 javascript=4\n```\n")
    let actions = try await client.codeActions(place(0))
    #expect(
      actions.map(\.title) == ["Tag as `python`", "Tag as `ruby`", "Tag as `go`", "Silence with a comment"])
    #expect(actions.allSatisfy { $0.action?.isPreferred == nil && $0.action?.kind == .quickFix })
    let unlikely = try await self.client("```\npython=92 ruby=3\n```\n")
    #expect(try await unlikely.codeActions(place(0)).map(\.title) == ["Tag as `python`", "Silence with a comment"])
  }

  private let three = "```\npython=98\n```\n\n```\nruby=60\n```\n\n```js\ngo=99 \(long)\n```\n"

  @Test func allThatIsCertain() async throws {
    let client = try await client(three)
    for kind in ["source", "source.fixAll", "source.fixAll.parlance"] {
      let actions = try await client.codeActions(place(0), only: [kind])
      #expect(actions.map { $0.action?.kind } == [.sourceFixAllParlance])
      #expect(
        actions.first?.action?.edit?.applied(to: three)
          == three.replacing("```\npython", with: "```python\npython").replacing("js\n", with: "go\n"))
    }
    client.change("```\nruby=60\n```\n", uri: TestClient.readme)
    #expect(try await client.codeActions(place(0), only: ["source.fixAll"]).isEmpty)
  }

  @Test(
    arguments: [
      (nil, 3), ([], 3), ([""], 3), (["quickfix"], 2), (["quickfix.x"], 0), (["refactor"], 0), (["source.fix"], 0),
      (["source.fixAll.eslint"], 0), (["source.fixAll", "quickfix"], 3),
    ] as [([String]?, Int)])
  func onlyTheKindsThatAreWanted(_ only: [String]?, _ count: Int) async throws {
    let client = try await client("```\npython=98\n```\n")
    #expect(try await client.codeActions(place(0), only: only).count == count)
  }

  @Test func allThatIsCertainIsOfferedUnaskedOnlyWhereItIsKnown() async throws {
    let client = try await client(three)
    _ = try await client.published()
    // Diagnostics have looked at all of it by now.
    #expect(try await client.codeActions(place(0)).last?.action?.kind == .sourceFixAllParlance)
    let asking = try await TestClient(
      capabilities: ["textDocument": .object(Self.literals.merging(["diagnostic": [:]]) { _, new in new })])
    asking.openReadme(three)
    #expect(try await asking.codeActions(place(0)).allSatisfy { $0.action?.kind == .quickFix })
  }

  @Test func theBlocksAtThePlace() async throws {
    let client = try await client(three)
    #expect(try await client.codeActions(place(1), only: ["quickfix"]).count == 2)
    #expect(try await client.codeActions(place(1), only: ["quickfix"], trigger: .automatic).isEmpty)
    #expect(try await client.codeActions(place(0), only: ["quickfix"], trigger: .automatic).count == 2)
    #expect(try await client.codeActions(place(3), only: ["quickfix"]).isEmpty)
    let all = PositionRange(start: Position(line: 10, character: 2), end: Position(line: 0, character: 0))
    let actions = try await client.codeActions(all, only: ["quickfix"])
    #expect(actions.map(\.title).contains("Tag as `go` instead of `js` (line 9)"))
    #expect(actions.count == 6)
  }

  @Test func theDiagnosticThatIsMendedIsTheClientsOwn() async throws {
    let client = try await client("```\npython=98\n```\n")
    let diagnostic = try #require(try await client.lastDiagnostics()?.first)
    let other = Diagnostic(range: diagnostic.range, code: .string("MD040"), source: "markdownlint", message: "x")
    let actions = try await client.codeActions(place(0), only: ["quickfix"], diagnostics: [other, diagnostic])
    #expect(actions.map { $0.action?.diagnostics } == [[diagnostic], [diagnostic]])
    let others = try await client.codeActions(place(0), only: ["quickfix"], diagnostics: [other])
    #expect(others.map { $0.action?.diagnostics } == [nil, nil])
  }

  @Test func nothingElsewhere() async throws {
    let client = try await client(three)
    client.open("python=98", uri: TestClient.untitled)
    #expect(try await client.codeActions(place(0), uri: TestClient.untitled).isEmpty)
    #expect(try await client.codeActions(place(0), uri: DocumentURI("file:///nowhere.md")).isEmpty)
    client.openReadme("<!-- parlance-ignore -->\n```\npython=98\n```\n")
    #expect(try await client.codeActions(place(2)).isEmpty)
  }

  @Test func withoutDocumentChangesTheyAreByURI() async throws {
    let client = try await TestClient(capabilities: ["textDocument": .object(Self.literals)])
    client.openReadme("```\npython=98\n```\n")
    let edit = try #require(try await client.codeActions(place(0)).first?.action?.edit)
    #expect(edit.documentChanges == nil)
    #expect(edit.changes?[TestClient.readme]?.map(\.newText) == ["python"])
  }

  /// The protocol lets a server name the kinds of its actions only to a client that knows what a `CodeAction` is.
  @Test func kindsAreNamedToWhoTakesLiterals() async throws {
    for (textDocument, expected) in [
      (.object(Self.literals), ["codeActionKinds": ["quickfix", "source.fixAll.parlance"]]), ([:], true),
      (["codeAction": [:]], true), (["codeAction": ["dynamicRegistration": true]], true),
    ] as [(JSONValue, JSONValue)] {
      let answer = try await TestClient().request("initialize", ["capabilities": ["textDocument": textDocument]])
      #expect(answer["capabilities"]?["codeActionProvider"] == expected)
    }
  }

  @Test func commandsForWhoTakesNoLiterals() async throws {
    let nothing = try await TestClient(capabilities: [:])
    nothing.openReadme("```\npython=98\n```\n")
    #expect(try await nothing.codeActions(place(0)).isEmpty)
    let client = try await TestClient(capabilities: ["workspace": ["applyEdit": true]])
    client.openReadme("> ```\n> python=98\n> ```\n")
    for (title, result) in [
      ("Tag as `python`", "> ```python\n> python=98\n> ```\n"),
      ("Silence with a comment", "> <!-- parlance-ignore -->\n> ```\n> python=98\n> ```\n"),
      ("Tag all code blocks whose language is certain", "> ```python\n> python=98\n> ```\n"),
    ] {
      let actions = try await client.codeActions(place(0))
      guard case .command(let command) = try #require(actions.first { $0.title == title }) else {
        Issue.record("a literal")
        continue
      }
      let id = client.send(
        "workspace/executeCommand",
        ["command": .string(command.command), "arguments": .array(command.arguments ?? [])])
      let request = try #require(try await client.serverRequests("workspace/applyEdit").last)
      let edit = try ApplyWorkspaceEditRequest(params: request.params).edit
      #expect(edit.applied(to: "> ```\n> python=98\n> ```\n") == result)
      client.connection.receive(.response(id: request.id, result: .success(["applied": true])))
      #expect(try await client.answer(to: id).get()["tagged"] == 1)
    }
  }
}

extension TextEncoding {
  static func of(_ kind: PositionEncodingKind) -> TextEncoding? {
    [PositionEncodingKind.utf8: .utf8, .utf16: .utf16, .utf32: .utf32][kind]
  }
}
