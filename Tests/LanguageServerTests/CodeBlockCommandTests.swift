import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("Commands about documents")
struct CodeBlockCommandTests {
  private static let text = "```\npython=98\n```\n\n```\nruby=60\n```\n"

  private func editing() async throws -> TestClient {
    let client = try await TestClient(
      capabilities: ["workspace": ["applyEdit": true, "workspaceEdit": ["documentChanges": true]]])
    client.openReadme(Self.text)
    return client
  }

  private func send(_ command: String, _ arguments: [JSONValue], to client: TestClient) -> RequestID {
    client.send("workspace/executeCommand", ["command": .string(command), "arguments": .array(arguments)])
  }

  @Test(
    arguments: [
      (.success(["applied": true]), ["applied": true, "tagged": 1, "left": 1]),
      (
        .success(["applied": false, "failureReason": "read only"]),
        ["applied": false, "tagged": 0, "left": 2, "failureReason": "read only"]
      ),
      (.success(.null), ["applied": false, "tagged": 0, "left": 2]),
    ] as [(Result<JSONValue, ResponseError>, JSONValue)])
  func tagCodeBlocksAsksTheClient(_ reply: Result<JSONValue, ResponseError>, _ result: JSONValue) async throws {
    let client = try await editing()
    let id = send("parlance.tagCodeBlocks", [TestClient.readme.json], to: client)
    let request = try #require(try await client.serverRequests("workspace/applyEdit").first)
    let params = try ApplyWorkspaceEditRequest(params: request.params)
    #expect(params.label == "Tag code blocks")
    #expect(params.edit.documentChanges?.first?.textDocument.version == 1)
    #expect(params.edit.applied(to: Self.text) == Self.text.replacing("```\npython", with: "```python\npython"))
    client.connection.receive(.response(id: request.id, result: reply))
    #expect(try await client.answer(to: id).get() == result)
  }

  @Test func aClientThatKnowsNoSuchRequestHasFailed() async throws {
    let client = try await editing()
    let id = send("parlance.tagCodeBlocks", [TestClient.readme.json], to: client)
    let request = try #require(try await client.serverRequests("workspace/applyEdit").first)
    client.connection.receive(.response(id: request.id, result: .failure(ResponseError(.methodNotFound, "what?"))))
    guard case .failure = try await client.answer(to: id) else {
      Issue.record("edits out of nothing")
      return
    }
  }

  @Test func whereNothingIsCertainNothingIsAsked() async throws {
    let client = try await editing()
    client.openReadme("```\nruby=60\n```\n")
    let answer = try await client.execute("parlance.tagCodeBlocks", [TestClient.readme.json])
    #expect(answer == ["applied": false, "tagged": 0, "left": 1])
    #expect(try await client.serverRequests("workspace/applyEdit").isEmpty)
  }

  @Test func anEditMeanwhileEndsIt() async throws {
    let client = try await editing()
    client.queue.hold()
    let id = send("parlance.tagCodeBlocks", [TestClient.readme.json], to: client)
    client.change("x", uri: TestClient.readme)
    try await client.settle()
    client.queue.letGo()
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("edits of a state that is no more")
      return
    }
    #expect(error.code == .contentModified)
  }

  @Test func oneThatIsCancelledAsksForNothing() async throws {
    let client = try await editing()
    client.queue.hold()
    let id = send("parlance.tagCodeBlocks", [TestClient.readme.json], to: client)
    client.notify("$/cancelRequest", ["id": id.json])
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("not cancelled")
      return
    }
    #expect(error.code == .requestCancelled)
    client.queue.letGo()
    #expect(try await client.serverRequests("workspace/applyEdit").isEmpty)
  }

  @Test(
    arguments: [
      ("parlance.tagCodeBlocks", [], -32602, "params.arguments[0]: is missing"),
      ("parlance.tagCodeBlocks", [7], -32602, "params.arguments[0]: expected a string"),
      ("parlance.tagCodeBlocks", ["file:///no"], -32602, "no document with the URI file:///no is open"),
      ("parlance.tagCodeBlocks", ["untitled:Untitled-1"], -32803, "is not Markdown"),
      ("parlance.detect", [["uri": "x"]], -32602, "params.arguments[0]: expected a string"),
      ("parlance.detect", ["file:///no"], -32602, "no document with the URI file:///no is open"),
      ("parlance.tagCodeBlock", ["file:///tmp/README.md"], -32602, "params.arguments[1]: is missing"),
      ("parlance.tagCodeBlock", ["file:///tmp/README.md", -1, "x"], -32602, "params.arguments[1]"),
      ("parlance.tagCodeBlock", ["file:///tmp/README.md", 0, "a b"], -32602, "params.arguments[2]: is no tag"),
      ("parlance.tagCodeBlock", ["file:///tmp/README.md", 3, "c"], -32803, "no code block"),
      ("parlance.silenceCodeBlock", ["file:///tmp/README.md", 4_000_000], -32803, "no code block"),
    ] as [(String, [JSONValue], Int, String)])
  func whatCannotBeDoneIsSaid(_ command: String, _ arguments: [JSONValue], _ code: Int, _ words: String) async throws {
    let client = try await editing()
    client.open("python=98")
    guard case .failure(let error) = try await client.answer(to: send(command, arguments, to: client)) else {
      Issue.record("no error")
      return
    }
    #expect(error.code.rawValue == code)
    #expect(error.message.contains(words), "\(error)")
  }

  @Test func aClientThatMakesNoEditsIsTold() async throws {
    let client = try await TestClient(capabilities: [:])
    client.openReadme(Self.text)
    #expect(
      try await client.errorCode(
        "workspace/executeCommand", ["command": "parlance.tagCodeBlocks", "arguments": [TestClient.readme.json]])
        == .requestFailed)
  }

  @Test func detectTellsOfAnyDocument() async throws {
    let client = try await TestClient.announcing(options: ["detection": ["mode": "off"]])
    client.open("python=98 text", languageID: "ruby")
    let answer = try await client.execute("parlance.detect", [TestClient.untitled.json])
    let told = try LanguageDetectedNotification(params: answer)
    #expect(told.language?.id == "python")
    #expect(told.decision == .suggest)
    #expect(told.textDocument.version == 1)
    #expect(try await client.announcements().isEmpty)
  }

  @Test(arguments: [("python=98 text", "apply"), ("python=30 text", "none"), ("plaintext=98 text", "none")])
  func detectDecidesAsForANewBuffer(_ text: String, _ decision: String) async throws {
    let client = try await TestClient(capabilities: [:])
    client.open(text)
    let answer = try await client.execute("parlance.detect", [TestClient.untitled.json])
    #expect(answer["decision"] == .string(decision))
  }

  @Test func withoutAModelDetectSaysWhy() async throws {
    let client = try await TestClient(capabilities: [:], modelFailure: "no model in /a/b")
    client.open("python=98 text")
    guard
      case .failure(let error) = try await client.answer(
        to: send("parlance.detect", [TestClient.untitled.json], to: client))
    else {
      Issue.record("a language out of nothing")
      return
    }
    #expect(error.message.contains("no model in /a/b"))
  }
}
