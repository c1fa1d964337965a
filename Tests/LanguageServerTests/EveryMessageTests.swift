import JSON
import JSONRPC
import LanguageServerProtocol
import TestSupport
import Testing

/// A running server gets every message of the protocol that it may get (`Fixtures/protocol`), valid and broken, and
/// answers each request once, and the next one too.
@Suite("Every message, valid and broken")
struct EveryMessageTests {
  /// Requests that the server gets; the others are notifications. `shutdown` has tests of its own.
  private static let requests: Set = [
    "initialize", "textDocument/hover", "textDocument/diagnostic", "textDocument/codeAction", "textDocument/inlayHint",
    "textDocument/completion", "workspace/executeCommand",
  ]
  /// Errors that are the client's fault or nobody's.
  private static let answers: [ErrorCode] = [
    .invalidParams, .requestFailed, .requestCancelled, .serverCancelled, .contentModified,
  ]
  private static let fromTheServer: Set = [
    "workspace/configuration", "client/registerCapability", "client/unregisterCapability", "workspace/applyEdit",
    "window/workDoneProgress/create", "window/showMessageRequest", "window/showDocument", "workspace/inlayHint/refresh",
    "workspace/diagnostic/refresh", "shutdown",
  ]

  /// Parameters that the server may get.
  private func messages(_ all: [ProtocolFixture.Message]) -> [ProtocolFixture.Message] {
    all.filter { !$0.isResult && !Self.fromTheServer.contains($0.method) }
  }

  /// Says all of it to one server, and counts the answers.
  private func check(_ messages: [ProtocolFixture.Message], to client: TestClient) async throws {
    client.open("text\n\n```\npython=90 and more text\n```\n", languageID: "markdown")
    var waiting: [RequestID] = []
    for message in messages where message.method != "initialize" {
      if Self.requests.contains(message.method) {
        waiting.append(client.send(message.method, message.value))
      } else {
        client.notify(message.method, message.value)
      }
    }
    for id in waiting {
      if case .failure(let error) = try await client.answer(to: id) {
        #expect(Self.answers.contains(error.code), "\(error)")
      }
    }
    try await client.pause(.seconds(5))
    client.open("python=90 text", uri: DocumentURI("untitled:last"))
    #expect(try await client.announcements().last?.language?.id == "python")
    #expect(try await client.hover(uri: DocumentURI("untitled:last")) != nil)
  }

  @Test func validOnes() async throws {
    let client = try await TestClient.announcing()
    try await check(messages(ProtocolFixture.valid()), to: client)
  }

  @Test func brokenOnes() async throws {
    let messages = messages(try ProtocolFixture.broken())
    #expect(messages.count > 5_000)
    try await check(messages, to: try await TestClient.announcing())
  }

  @Test func everyInitialize() async throws {
    let all = messages(try ProtocolFixture.valid() + ProtocolFixture.broken()).filter { $0.method == "initialize" }
    #expect(all.count > 100)
    for message in all {
      let client = TestClient()
      let error = try await client.errorCode("initialize", message.value)
      #expect(error == nil || error == .invalidParams)
      if error != nil { try await client.request("initialize", ["capabilities": [:]]) }
      client.notify("initialized", [:])
      #expect(try await client.errorCode("nonsense") == .methodNotFound)
    }
  }

  /// Whatever a client answers to the server's requests, it goes on.
  @Test func everyAnswer() async throws {
    let answers = try ProtocolFixture.valid().filter(\.isResult).compactMap(\.value) + [true, "x", -1, [], [:], [[]]]
    for answer in answers {
      let client = try await TestClient(
        capabilities: [
          "workspace": ["configuration": true, "didChangeConfiguration": ["dynamicRegistration": true]],
          "window": ["workDoneProgress": true], "experimental": ["parlance/languageDetected": true],
        ])
      for method in ["client/registerCapability", "workspace/configuration"] {
        for request in try await client.serverRequests(method) {
          client.connection.receive(.response(id: request.id, result: .success(answer)))
        }
      }
      client.open("python=90 text")
      #expect(try await client.announcements().count == 1, "\(answer)")
    }
  }
}
