import JSON
import LanguageServerProtocol
import Testing

@Suite("$/setTrace and the client's log")
struct TracingTests {
  private func lines(_ client: TestClient) async throws -> [LogTraceNotification] { try await client.notifications() }

  @Test func nothingIsToldUnasked() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 text")
    #expect(try await lines(client).isEmpty)
  }

  @Test func theStepsAreToldWhoAsks() async throws {
    let client = try await TestClient.announcing()
    client.notify("$/setTrace", ["value": "messages"])
    client.open("python=90 ruby=5 text")
    _ = try await client.hover()
    let told = try await lines(client)
    #expect(told.contains { $0.message == "untitled:Untitled-1: apply python, certain enough" })
    #expect(told.contains { $0.message.hasPrefix("request textDocument/hover") })
    #expect(told.allSatisfy { $0.verbose == nil })
    client.notify("$/setTrace", ["value": "off"])
    try await client.settle()
    _ = try await lines(client)
    client.change("ruby=95 text")
    try await client.pause()
    #expect(try await lines(client).isEmpty)
  }

  @Test func initializeMayAskToo() async throws {
    let client = TestClient()
    try await client.request(
      "initialize",
      ["capabilities": ["experimental": ["parlance/languageDetected": true]], "trace": "verbose"])
    client.open("python=90 ruby=5 text")
    #expect(try await lines(client).contains { $0.verbose == "python 90 %, ruby 5 %" })
  }

  @Test(arguments: [["value": "loud"], ["value": 1], [:], nil] as [JSONValue?])
  func anotherValueChangesNothing(_ params: JSONValue?) async throws {
    let client = try await TestClient.announcing()
    client.notify("$/setTrace", ["value": "messages"])
    client.notify("$/setTrace", params)
    client.open("python=90 text")
    #expect(try await lines(client).isEmpty == false)
  }

  @Test func theLogNamesTheModel() async throws {
    let client = try await TestClient.announcing()
    try await client.settle()
    let logged: [LogMessageNotification] = try await client.notifications()
    #expect(logged.map(\.message) == ["the model that answers: a fake"])
  }

  @Test func whatIsBrokenIsLoggedOnce() async throws {
    let client = try await TestClient.announcing()
    for _ in 0..<3 { client.notify("textDocument/didClose", ["textDocument": [:]]) }
    for number in 0..<500 { client.notify("textDocument/didClose", ["textDocument": [["\(number)"]]]) }
    let logged: [LogMessageNotification] = try await client.notifications()
    let broken = logged.filter { $0.type == .warning }
    #expect(broken.first?.message == "textDocument/didClose could not be read: params.textDocument.uri: is missing")
    #expect(broken.count == 2)
  }
}
