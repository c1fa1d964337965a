import JSON
import JSONRPC
import LanguageServerProtocol
import Testing

@Suite("Requests that are given up")
struct CancellationTests {
  private static let file = DocumentURI("file:///tmp/a.md")
  private static let range: JSONValue = [
    "start": ["line": 0, "character": 0], "end": ["line": 9, "character": 0],
  ]
  private static let document: JSONValue = ["uri": .string(file.rawValue)]
  /// Every request that is worked out away from the loop.
  private static let requests: [(String, JSONValue)] = [
    ("textDocument/hover", ["textDocument": document, "position": ["line": 1, "character": 0]]),
    ("textDocument/inlayHint", ["textDocument": document, "range": range]),
    ("textDocument/completion", ["textDocument": document, "position": ["line": 0, "character": 3]]),
    ("textDocument/diagnostic", ["textDocument": document]),
    (
      "textDocument/codeAction",
      ["textDocument": document, "range": range, "context": ["diagnostics": [], "only": ["quickfix"]]]
    ),
    (
      "textDocument/codeAction",
      ["textDocument": document, "range": range, "context": ["diagnostics": [], "only": ["source.fixAll"]]]
    ),
    ("workspace/executeCommand", ["command": "parlance.detect", "arguments": [.string(file.rawValue)]]),
    ("workspace/executeCommand", ["command": "parlance.tagCodeBlocks", "arguments": [.string(file.rawValue)]]),
    ("workspace/executeCommand", ["command": "parlance.showModel"]),
  ]

  private func client() async throws -> TestClient {
    let client = try await TestClient(
      capabilities: [
        "textDocument": ["diagnostic": [:], "inlayHint": [:], "codeAction": ["codeActionLiteralSupport": [:]]],
        "workspace": ["applyEdit": true],
      ])
    try await client.settle()
    client.queue.hold()
    client.open("```\npython=98\n```\n", languageID: "markdown", uri: Self.file)
    return client
  }

  @Test(arguments: requests)
  func anAnswerThatIsNoLongerWantedIsNotGiven(_ method: String, _ params: JSONValue) async throws {
    let client = try await client()
    let id = client.send(method, params)
    client.notify(CancelRequestNotification(id: .integer(1_000)))
    client.notify("$/cancelRequest", ["id": id.json])
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("\(method) was answered")
      return
    }
    #expect(error.code == .requestCancelled)
    client.queue.letGo()
    try await client.settle()
    #expect(client.detections.texts.isEmpty)
    client.notify("$/cancelRequest", ["id": id.json])
    #expect(try await client.hover(line: 1, uri: Self.file) != nil)
  }

  @Test func atTheEndAllAreGivenUp() async throws {
    let client = try await client()
    let ids = Self.requests.map { client.send($0, $1) }
    let shutdown = client.send("shutdown", nil)
    #expect(try await client.answer(to: shutdown) == .success(.null))
    let codes = client.received.compactMap { message -> ErrorCode? in
      guard case .response(let id?, .failure(let error)) = message, ids.contains(id) else { return nil }
      return error.code
    }
    #expect(codes == Array(repeating: .serverCancelled, count: ids.count))
    client.queue.letGo()
    client.notify("exit", nil)
    #expect(await client.exitCode.value == 0)
  }
}
