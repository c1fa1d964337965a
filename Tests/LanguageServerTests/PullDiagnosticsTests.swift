import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("textDocument/diagnostic")
struct PullDiagnosticsTests {
  private let text = "```\npython=98\n```\n\ntext\n"

  private func full(_ report: DocumentDiagnosticReport) throws -> FullDocumentDiagnosticReport {
    guard case .full(let full) = report else { throw DetectorFailure("not full: \(report)") }
    return full
  }

  @Test(arguments: [true, false])
  func aClientThatAsksIsNotTold(_ refreshes: Bool) async throws {
    let client = try await TestClient.pulling(refreshes: refreshes)
    client.openReadme(text)
    #expect(try await client.published().isEmpty)
    let report = try full(try await client.pull())
    #expect(report.items.map(\.code) == [.string("untagged-code-block")])
    #expect(report.items.first?.data?["isSure"] == true)
    client.close(TestClient.readme)
    #expect(try await client.published().isEmpty)
  }

  @Test func whoAsksIsOfferedIt() async throws {
    for (capabilities, isOffered) in [(["textDocument": ["diagnostic": [:]]], true), ([:], false)]
      as [(JSONValue, Bool)]
    {
      let answer = try await TestClient().request("initialize", ["capabilities": capabilities])
      #expect((answer["capabilities"]?["diagnosticProvider"] != nil) == isOffered)
    }
  }

  @Test func whatIsTheSameIsUnchanged() async throws {
    let client = try await TestClient.pulling(refreshes: false)
    client.openReadme(text)
    let id = try #require(try full(try await client.pull()).resultId)
    #expect(try await client.pull(previous: id) == .unchanged(UnchangedDocumentDiagnosticReport(resultId: id)))
    client.change(
      "more text\n", in: PositionRange(start: Position(line: 4, character: 0), end: Position(line: 4, character: 0)),
      uri: TestClient.readme)
    #expect(try await client.pull(previous: id) == .unchanged(UnchangedDocumentDiagnosticReport(resultId: id)))
    client.change(
      "\n", in: PositionRange(start: Position(line: 0, character: 0), end: Position(line: 0, character: 0)),
      uri: TestClient.readme)
    let report = try full(try await client.pull(previous: id))
    #expect(report.items.first?.range.start.line == 1)
  }

  @Test func documentsWithoutAny() async throws {
    let client = try await TestClient.pulling(refreshes: false)
    client.open("python=98")
    #expect(try full(try await client.pull(TestClient.untitled)).items.isEmpty)
    #expect(try full(try await client.pull(DocumentURI("file:///nowhere.md"))).items.isEmpty)
  }

  @Test func anEditMeanwhileMakesItAskAgain() async throws {
    let client = try await TestClient.pulling(refreshes: false)
    client.queue.hold()
    client.openReadme(text)
    let id = client.sendPull()
    client.change("x", uri: TestClient.readme)
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("an answer about a state that is no more")
      return
    }
    #expect(error.code == .serverCancelled)
    #expect(error.data?["retriggerRequest"] == true)
    client.queue.letGo()
  }

  private static let many = (0..<2_000).map { "```\npython=98 \($0)\n```\n\n" }.joined()

  @Test func theVisibleOnesFirstThenAllByARefresh() async throws {
    let client = try await TestClient.pulling(refreshes: true, lookingTakes: .milliseconds(2))
    client.queue.hold()
    client.openReadme(Self.many)
    let id = client.sendPull()
    try await client.settle()
    while client.queue.runNext(), client.detections.texts.count < 60 {}
    let first = try full(try DocumentDiagnosticReport(JSONDecodingReader(try await client.answer(to: id).get())))
    #expect((25..<200).contains(first.items.count))
    #expect(try await client.serverRequests("workspace/diagnostic/refresh").isEmpty)
    client.queue.letGo()
    try await client.settle()
    let refresh = try #require(try await client.serverRequests("workspace/diagnostic/refresh").first)
    client.connection.receive(.response(id: refresh.id, result: .success(.null)))
    #expect(try full(try await client.pull(previous: first.resultId)).items.count == 2_000)
    try await client.settle()
    #expect(try await client.serverRequests("workspace/diagnostic/refresh").count == 1)
  }

  @Test func aClientThatCannotBeAskedToAskAgainGetsAll() async throws {
    let client = try await TestClient.pulling(refreshes: false, lookingTakes: .milliseconds(2))
    client.openReadme(Self.many)
    #expect(try full(try await client.pull()).items.count == 2_000)
  }

  @Test func settingsThatChangeAnythingMakeItAskAgain() async throws {
    let client = try await TestClient.pulling(refreshes: true)
    client.openReadme(text)
    let report = try full(try await client.pull())
    func set(_ markdown: JSONValue) {
      client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["markdown": markdown]]])
    }
    func refreshes() async throws -> Int {
      try await client.settle()
      return try await client.serverRequests("workspace/diagnostic/refresh").count
    }
    set(["diagnostics": true])
    #expect(try await refreshes() == 0)
    set(["diagnostics": false])
    #expect(try await refreshes() == 1)
    // Until the client has heard it is not asked again, and then once.
    #expect(try full(try await client.pull(previous: report.resultId)).items.isEmpty)
    set(["diagnostics": true])
    set(["diagnostics": true, "minimumConfidence": 0.99])
    #expect(try await refreshes() == 1)
    let id = try #require(try await client.serverRequests("workspace/diagnostic/refresh").first?.id)
    client.connection.receive(.response(id: id, result: .success(.null)))
    #expect(try await refreshes() == 2)
    #expect(try full(try await client.pull()).items.map(\.severity) == [.hint])
  }
}
