import JSON
import JSONRPC
import LanguageServerProtocol
import Synchronization
import Testing

/// The rows of the table in the design's EDITORS.md about lifecycle and framing, each case the strictest of three known
/// servers.
@Suite("Lifecycle and errors")
struct LifecycleTests {
  private let initialize: JSONValue = ["processId": .null, "rootUri": .null, "capabilities": [:]]

  @Test(arguments: ["textDocument/hover", "shutdown", "nonsense", "$/nonsense"])
  func aRequestBeforeInitialize(_ method: String) async throws {
    #expect(try await TestClient().errorCode(method, [:]) == .serverNotInitialized)
  }

  @Test func aSecondInitialize() async throws {
    let client = try await TestClient(capabilities: [:])
    #expect(try await client.errorCode("initialize", initialize) == .invalidRequest)
  }

  @Test func anInitializeThatCannotBeReadMayBeRepeated() async throws {
    let client = TestClient()
    #expect(try await client.errorCode("initialize") == .invalidParams)
    #expect(try await client.errorCode("initialize", ["capabilities": 1]) == .invalidParams)
    #expect(try await client.errorCode("textDocument/hover", [:]) == .serverNotInitialized)
    #expect(try await client.errorCode("initialize", initialize) == nil)
  }

  @Test(arguments: ["nonsense", "$/nonsense", "textDocument/documentSymbol", "initialized"])
  func anUnknownRequest(_ method: String) async throws {
    let client = try await TestClient(capabilities: [:])
    #expect(try await client.errorCode(method, [:]) == .methodNotFound)
  }

  @Test(arguments: ["nonsense", "$/nonsense", "textDocument/hover", "textDocument/willSave"])
  func anUnknownNotificationIsPassedOver(_ method: String) async throws {
    let client = try await TestClient(capabilities: [:])
    client.notify(method, [:])
    #expect(try await client.hover() == nil)
    // Nothing but the line that says which model answers.
    let logged: [LogMessageNotification] = try await client.notifications()
    #expect(logged.count == 1 && client.received.isEmpty)
  }

  @Test(arguments: ["textDocument/hover", "initialize", "shutdown", "nonsense"])
  func aRequestAfterShutdown(_ method: String) async throws {
    let client = try await TestClient(capabilities: [:])
    try await client.request("shutdown", nil)
    #expect(try await client.errorCode(method, [:]) == .invalidRequest)
  }

  @Test(arguments: [nil, .null, [:], [], [1]] as [JSONValue?])
  func theParametersOfShutdownMayBeAnything(_ params: JSONValue?) async throws {
    let client = try await TestClient(capabilities: [:])
    #expect(try await client.request("shutdown", params) == .null)
  }

  @Test func exitAfterShutdown() async throws {
    let client = try await TestClient(capabilities: [:])
    try await client.request("shutdown", nil)
    client.notify("exit", nil)
    #expect(await client.exitCode.value == 0)
  }

  @Test func exitWithoutShutdown() async throws {
    let client = try await TestClient(capabilities: [:])
    client.notify("exit", nil)
    #expect(await client.exitCode.value == 1)
  }

  @Test func exitBeforeInitialize() async throws {
    let client = TestClient()
    client.notify("exit", nil)
    #expect(await client.exitCode.value == 1)
  }

  @Test func theEndOfTheInput() async throws {
    let client = try await TestClient(capabilities: [:])
    client.connection.endInput()
    #expect(await client.exitCode.value == 1)
  }

  @Test func theEndOfTheInputAfterShutdown() async throws {
    let client = try await TestClient(capabilities: [:])
    try await client.request("shutdown", nil)
    client.connection.endInput()
    #expect(await client.exitCode.value == 0)
  }

  @Test(arguments: [nil, .null, [], [:], ["textDocument": [:]], ["textDocument": ["uri": 1]]] as [JSONValue?])
  func missingParameters(_ params: JSONValue?) async throws {
    let client = try await TestClient(capabilities: [:])
    #expect(try await client.errorCode("textDocument/hover", params) == .invalidParams)
  }

  @Test func notificationsBeforeInitializeAreDropped() async throws {
    let client = TestClient()
    client.open("python=90 text")
    _ = try await client.request(
      "initialize", ["capabilities": ["experimental": ["parlance/languageDetected": true]]])
    #expect(try await client.announcements().isEmpty)
  }

  @Test(arguments: [
    "textDocument/didOpen", "textDocument/didChange", "textDocument/didClose", "workspace/didChangeConfiguration",
    "$/cancelRequest", "parlance/languageChosen", "initialized",
  ])
  func brokenNotificationsArePassedOver(_ method: String) async throws {
    let client = try await TestClient.announcing()
    for params in [nil, .null, [], 1, ["textDocument": ["uri": 1]], ["id": [:]], ["settings": 7]] as [JSONValue?] {
      client.notify(method, params)
    }
    #expect(try await client.hover() == nil)
  }

  @Test func messagesOutOfOrder() async throws {
    let client = try await TestClient.announcing()
    client.change("python=90 text")
    client.close()
    client.choose("python")
    client.connection.receive(.response(id: .integer(99), result: .success(.null)))
    client.connection.receive(.response(id: nil, result: .failure(ResponseError(.parseError, "?"))))
    client.open("python=90 text")
    #expect(try await client.announcements().count == 1)
  }

  @Test func whatTheServerCanDo() async throws {
    let result = try await TestClient().request("initialize", initialize)
    #expect(result["capabilities"]?["positionEncoding"] == "utf-16")
    #expect(result["capabilities"]?["textDocumentSync"] == ["openClose": true, "change": 2, "save": true])
    #expect(result["capabilities"]?["hoverProvider"] == true)
    #expect(result["serverInfo"] == ["name": "parlance", "version": "1.2.3"])
  }

  @Test(
    arguments: [
      ([], "utf-16"), (["utf-16"], "utf-16"), (["utf-8", "utf-32", "utf-16"], "utf-8"),
      (["utf-32", "utf-8", "utf-16"], "utf-8"), (["utf-32", "utf-16"], "utf-32"), (["utf-7"], "utf-16"),
    ] as [(JSONValue, JSONValue)])
  func theEncodingOfPositions(_ offered: JSONValue, _ chosen: JSONValue) async throws {
    let result = try await TestClient().request(
      "initialize", ["capabilities": ["general": ["positionEncodings": offered]]])
    #expect(result["capabilities"]?["positionEncoding"] == chosen)
  }
}

@Suite("Bytes that are no messages")
struct MalformedTests {
  private func check(_ bytes: String, _ expected: ErrorCode?) async throws {
    let client = try await TestClient(capabilities: [:])
    client.connection.receive(bytes: Array(bytes.utf8))
    #expect(try await client.hover() == nil)
    let errors = client.received.compactMap { message -> ErrorCode? in
      guard case .response(nil, .failure(let error)) = message else { return nil }
      return error.code
    }
    #expect(errors == [expected].compactMap(\.self))
  }

  @Test func badJSONThenARequest() async throws {
    try await check("Content-Length: 3\r\n\r\n{x}", .parseError)
  }

  @Test func aBatch() async throws {
    try await check("Content-Length: 19\r\n\r\n[{\"jsonrpc\":\"2.0\"}]", .invalidRequest)
  }

  @Test func noMessageAtAll() async throws {
    try await check("Content-Length: 2\r\n\r\n42", .invalidRequest)
  }

  @Test func lowerCaseHeaderAndLineFeedsOnly() async throws {
    try await check("content-length: 3\n\n{x}", .parseError)
  }

  @Test func junkBeforeAHeaderAndANegativeLength() async throws {
    try await check("junk\r\nContent-Length: -5\r\n\r\nContent-Length: 3\r\n\r\n{x}", .parseError)
  }

  @Test func aHugeLengthAndThenTheEnd() async throws {
    let client = try await TestClient(capabilities: [:])
    client.connection.receive(bytes: Array("Content-Length: 9223372036854775807\r\n\r\n{".utf8))
    client.connection.endInput()
    #expect(await client.exitCode.value == 1)
  }
}

@Suite("The parent process")
struct ParentTests {
  private final class Life: Sendable {
    private let flag = Atomic(true)
    var isAlive: Bool { flag.load(ordering: .relaxed) }
    func end() { flag.store(false, ordering: .relaxed) }
  }

  @Test func theServerEndsWithTheProcessOfInitialize() async throws {
    let life = Life()
    let client = TestClient { _ in life.isAlive }
    try await client.request("initialize", ["processId": 123, "capabilities": [:]])
    try await client.pause(.seconds(3))
    life.end()
    client.clock.advance(by: .seconds(3))
    #expect(await client.exitCode.value == 1)
  }

  @Test func theServerEndsWithTheProcessOfTheCommandLine() async throws {
    let life = Life()
    let client = TestClient(parentProcessID: 123) { _ in life.isAlive }
    // The server begins to watch when its task begins to run.
    try await client.settle()
    life.end()
    client.clock.advance(by: .seconds(3))
    #expect(await client.exitCode.value == 1)
  }

  @Test func aProcessThatNobodyEverSawIsNotWaitedFor() async throws {
    let client = TestClient { _ in false }
    try await client.request("initialize", ["processId": 123, "capabilities": [:]])
    try await client.pause(.seconds(30))
    #expect(try await client.hover() == nil)
  }
}
