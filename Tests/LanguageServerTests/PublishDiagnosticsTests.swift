import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("textDocument/publishDiagnostics")
struct PublishDiagnosticsTests {
  private let text = "```\npython=98\n```\n\n```\nruby=98\n```\n"

  private func place(_ line: Int, _ start: Int, _ end: Int) -> PositionRange {
    PositionRange(start: Position(line: line, character: start), end: Position(line: line, character: end))
  }

  @Test func anEditIsLookedAtWhenItPausesAndOnlyWhatItChanged() async throws {
    let client = try await TestClient.pushed()
    client.openReadme(text)
    #expect(try await client.lastDiagnostics()?.count == 2)
    client.change("go", in: place(5, 0, 4), uri: TestClient.readme, version: 2)
    #expect(try await client.published().isEmpty)
    try await client.pause()
    let published = try await client.published()
    #expect(published.map(\.version) == [2])
    #expect(published.last?.diagnostics.last?.message.contains("Go") == true)
    #expect(client.detections.texts == ["python=98\n", "ruby=98\n", "go=98\n"])
  }

  @Test func aStateThatIsNoMoreIsNotToldOf() async throws {
    let client = try await TestClient.pushed()
    client.queue.hold()
    client.openReadme(text)
    try await client.settle()
    client.change(
      "", in: PositionRange(start: Position(line: 0, character: 0), end: Position(line: 4, character: 0)),
      uri: TestClient.readme, version: 5)
    try await client.pause()
    client.queue.letGo()
    let published = try await client.published()
    #expect(published.map(\.version) == [5])
    #expect(published.last?.diagnostics.count == 1)
  }

  @Test func taggingTakesItBack() async throws {
    let client = try await TestClient.pushed()
    client.openReadme("```\npython=98\n```\n")
    #expect(try await client.lastDiagnostics()?.count == 1)
    client.change("py", in: place(0, 3, 3), uri: TestClient.readme)
    try await client.pause()
    #expect(try await client.lastDiagnostics() == [])
  }

  @Test func aClosedDocumentHasNone() async throws {
    let client = try await TestClient.pushed()
    client.openReadme(text)
    _ = try await client.published()
    client.close(TestClient.readme)
    #expect(try await client.published().map(\.diagnostics) == [[]])
    client.openReadme("text")
    _ = try await client.published()
    client.close(TestClient.readme)
    #expect(try await client.published().isEmpty)
  }

  @Test func theSettingTurnsThemOffAndOn() async throws {
    let client = try await TestClient.pushed()
    client.openReadme(text)
    _ = try await client.published()
    func set(_ isOn: Bool) {
      client.notify(
        "workspace/didChangeConfiguration",
        ["settings": ["parlance": ["markdown": ["diagnostics": .bool(isOn)]]]])
    }
    set(false)
    #expect(try await client.published().map(\.diagnostics) == [[]])
    set(false)
    #expect(try await client.published().isEmpty)
    set(true)
    #expect(try await client.lastDiagnostics()?.count == 2)
    #expect(client.detections.texts.count == 2)
    // What is known is not told again.
    set(true)
    #expect(try await client.published().isEmpty)
  }

  @Test func whatStopsBeingMarkdownHasNone() async throws {
    let client = try await TestClient.pushed()
    client.openReadme(text)
    _ = try await client.published()
    client.choose("python", uri: TestClient.readme)
    #expect(try await client.published().map(\.diagnostics) == [[]])
    client.openReadme(text, languageID: "gfm")
    #expect(try await client.lastDiagnostics()?.count == 2)
    client.openReadme(text, languageID: "python")
    #expect(try await client.published().map(\.diagnostics) == [[]])
  }

  @Test func anotherModelLooksAgain() async throws {
    let client = try await TestClient.pushed()
    client.openReadme(text)
    _ = try await client.published()
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["model": ["path": "/m"]]]])
    #expect(try await client.lastDiagnostics()?.count == 2)
    #expect(client.detections.texts.count == 4)
  }

  @Test func withoutAModelThereAreNone() async throws {
    let client = try await TestClient(capabilities: [:], modelFailure: "no model")
    client.openReadme(text)
    #expect(try await client.published().allSatisfy { $0.diagnostics.isEmpty })
  }

  @Test func settingsAreWaitedFor() async throws {
    let client = try await TestClient(capabilities: ["workspace": ["configuration": true]])
    client.openReadme(text)
    #expect(try await client.published().isEmpty)
    let id = try #require(try await client.serverRequests("workspace/configuration").first?.id)
    client.connection.receive(.response(id: id, result: .success([["markdown": ["diagnostics": false]]])))
    #expect(try await client.published().isEmpty)
    #expect(client.detections.texts.isEmpty)
  }
}

@Suite("Many code blocks")
struct ManyCodeBlocksTests {
  private static let count = 5_000
  private static let blockLines = 4
  private static let text = (0..<count).map { "```\npython=98 \($0)\n```\n\n" }.joined()

  @Test func theVisibleOnesComeFirst() async throws {
    let client = try await TestClient.pushed(
      ["codeAction": ["codeActionLiteralSupport": [:]]], lookingTakes: .milliseconds(2))
    client.queue.hold()
    client.openReadme(Self.text)
    let line = 4_000 * Self.blockLines
    let asked = client.send(
      CodeActionRequest.method,
      CodeActionRequest(
        textDocument: TextDocumentIdentifier(uri: TestClient.readme),
        range: PositionRange(start: Position(line: line, character: 0), end: Position(line: line, character: 0)),
        context: CodeActionContext(diagnostics: [])
      ).params)
    try await client.settle()
    client.queue.letGo()
    _ = try await client.answer(to: asked)
    let published = try await client.published()
    let first = try #require(published.first)
    #expect((20...40).contains(first.diagnostics.count))
    #expect(first.diagnostics.contains { $0.range.start.line == line })
    #expect(Set(client.detections.texts.prefix(21)) == Set((3_990...4_010).map { "python=98 \($0)\n" }))
    #expect(published.last?.diagnostics.count == Self.count)
    #expect(published.count > 2)
    #expect(client.detections.texts.count == Self.count)
  }

  @Test func anotherRequestGoesBetween() async throws {
    let client = try await TestClient.pushed(lookingTakes: .milliseconds(2))
    client.queue.hold()
    client.openReadme(Self.text)
    try await client.settle()
    for _ in 0..<3 { client.queue.runNext() }
    let before = client.detections.texts.count
    #expect((1...60).contains(before))
    let hover = client.send(
      HoverRequest.method,
      HoverRequest(
        textDocument: TextDocumentIdentifier(uri: TestClient.readme), position: Position(line: 19_997, character: 0)
      ).params)
    try await client.settle()
    // The slice that stands in the line gives way after one block.
    for _ in 0..<2 { client.queue.runNext() }
    #expect(try await client.answer(to: hover).get() != .null)
    #expect(client.detections.texts.count <= before + 2)
    client.queue.letGo()
  }

  @Test func onlyWhatChangedIsLookedAtAgain() async throws {
    let client = try await TestClient.pushed()
    client.openReadme(Self.text)
    #expect(try await client.lastDiagnostics()?.count == Self.count)
    client.change(
      "go", in: PositionRange(start: Position(line: 9_997, character: 0), end: Position(line: 9_997, character: 6)),
      uri: TestClient.readme)
    try await client.pause()
    #expect(try await client.lastDiagnostics()?.count == Self.count)
    #expect(client.detections.texts.count == Self.count + 1)
  }

  @Test func aLineOfManyMegabytesIsLeftAlone() async throws {
    let client = try await TestClient.pushed()
    client.openReadme("```\n" + String(repeating: "python=98 ", count: 5 << 20))
    #expect(try await client.lastDiagnostics() == [])
    #expect(try await client.hover(line: 1, uri: TestClient.readme) == nil)
    #expect(client.detections.texts.isEmpty)
  }
}
