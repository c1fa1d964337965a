import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

/// `workspace/executeCommand`: which commands there are, and what a wrong call is told.
@Suite("Commands")
struct CommandTests {
  @Test func theClientIsToldOfThem() async throws {
    let client = TestClient()
    let answer = try await client.request("initialize", ["capabilities": [:]])
    let provider = answer["capabilities"]?["executeCommandProvider"]
    #expect(provider?["commands"]?.arrayValue?.contains("parlance.showModel") == true)
    #expect(provider?["workDoneProgress"] == true)
  }

  @Test(
    arguments: [
      (nil, "params"), ([:], "params.command: is missing"), (["command": 7], "params.command: expected a string"),
      (["command": "parlance.nothing"], "there is no command parlance.nothing"),
      (["command": "parlance.showModel", "arguments": 1], "params.arguments: expected an array"),
      (["command": "parlance.showModel", "arguments": ["uri": ""]], "params.arguments: expected an array"),
    ] as [(JSONValue?, String)])
  func aWrongCallIsToldWhatIsWrong(_ params: JSONValue?, _ words: String) async throws {
    let client = try await TestClient(capabilities: [:])
    let answer = try await client.answer(to: client.send("workspace/executeCommand", params))
    guard case .failure(let error) = answer else {
      Issue.record("no error: \(answer)")
      return
    }
    #expect(error.code == .invalidParams)
    #expect(error.message.contains(words), "\(error)")
  }

  @Test(arguments: [nil, [], ["file:///some/where", 7]] as [JSONValue?])
  func showModelTellsWhichOneAnswers(_ arguments: JSONValue?) async throws {
    let client = try await TestClient(capabilities: [:])
    let answer = try await client.execute("parlance.showModel", arguments)
    #expect(
      answer == ["path": "/models/a", "origin": "program", "languages": 3, "text": "/models/a\n  3 languages"])
    #expect(try await client.shownMessages().map(\.message) == ["Parlance: /models/a\n  3 languages"])
  }

  @Test func showModelWaitsForTheOneThatIsLoaded() async throws {
    let client = TestClient()
    client.queue.hold()
    try await client.request("initialize", ["capabilities": [:]])
    let id = client.send("workspace/executeCommand", ["command": "parlance.showModel"])
    try await client.settle()
    client.queue.letGo()
    #expect(try await client.answer(to: id).get()["path"] == "/models/a")
  }

  @Test func withoutAModelShowModelSaysWhy() async throws {
    let client = try await TestClient(capabilities: [:], modelFailure: "no model in /a/b")
    let id = client.send("workspace/executeCommand", ["command": "parlance.showModel"])
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("a model out of nothing")
      return
    }
    #expect(error.code == .requestFailed && error.message.contains("no model in /a/b"))
  }

  @Test func aCommandCanBeCancelled() async throws {
    let client = try await TestClient(capabilities: [:])
    client.queue.hold()
    let id = client.send("workspace/executeCommand", ["command": "parlance.showModel"])
    client.notify("$/cancelRequest", ["id": id.json])
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("not cancelled")
      return
    }
    #expect(error.code == .requestCancelled)
    client.queue.letGo()
    #expect(try await client.shownMessages().isEmpty)
  }
}
