import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

/// The text that the server has is the one its detector gets to see.
@Suite("Documents in sync")
struct SynchronizationTests {
  /// Applies edits of `marked` in one notification, and returns the text that is looked at then.
  private func check(
    _ marked: MarkedText, encodings: JSONValue = [], _ changes: [TextDocumentContentChangeEvent]
  ) async throws -> String? {
    let client = try await TestClient(
      capabilities: ["general": ["positionEncodings": encodings]], options: ["announce": true])
    client.open(marked.text)
    try await client.settle()
    client.notify(
      DidChangeTextDocumentNotification(
        textDocument: VersionedTextDocumentIdentifier(uri: TestClient.untitled, version: nil),
        contentChanges: changes))
    try await client.pause()
    return client.detections.texts.last
  }

  private func edit(_ range: PositionRange?, _ text: String) -> TextDocumentContentChangeEvent {
    TextDocumentContentChangeEvent(range: range, text: text)
  }

  @Test func editsApplyOneAfterTheOther() async throws {
    let marked = MarkedText("let x1️⃣ = 2️⃣1\r\nlet 😀3️⃣ = 24️⃣")
    let text = try await check(
      marked,
      [edit(marked.range("3️⃣", "4️⃣"), ": Int"), edit(marked.range("1️⃣", "2️⃣"), "=")])
    #expect(text == "let x=1\r\nlet 😀: Int")
  }

  @Test func withoutARangeTheWholeTextIsNew() async throws {
    let text = try await check(MarkedText("old text here"), [edit(nil, "new text"), edit(nil, "newer text")])
    #expect(text == "newer text")
  }

  @Test(arguments: [("utf-8", 4), ("utf-16", 2), ("utf-32", 1)])
  func columnsInAllEncodings(_ encoding: String, _ width: Int) async throws {
    let start = Position(line: 0, character: width)
    let text = try await check(
      MarkedText("😀x is the text"), encodings: [.string(encoding)],
      [edit(PositionRange(start: start, end: Position(line: 0, character: width + 1)), "y")])
    #expect(text == "😀y is the text")
  }

  @Test func halfASurrogatePairIsTheWholeCharacter() async throws {
    let inside = Position(line: 0, character: 1)
    let text = try await check(
      MarkedText("😀x is the text"), [edit(PositionRange(start: inside, end: inside), "y")])
    #expect(text == "y😀x is the text")
  }

  @Test func rangesOutsideTheTextAndTheWrongWayRound() async throws {
    let far = Position(line: 9, character: 9)
    let long = Position(line: 0, character: Int(UInt32.max))
    let start = Position(line: 0, character: 0)
    let text = try await check(
      MarkedText("one line\ntwo lines"),
      [
        edit(PositionRange(start: far, end: far), "!"), edit(PositionRange(start: long, end: long), "?"),
        edit(PositionRange(start: Position(line: 0, character: 3), end: start), "1"),
      ])
    #expect(text == "1 line?\ntwo lines!")
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func allEndsOfLine(_ end: String) async throws {
    let position = Position(line: 1, character: 3)
    let text = try await check(
      MarkedText("first line\(end)two\(end)"), [edit(PositionRange(start: position, end: position), "!")])
    #expect(text == "first line\(end)two!\(end)")
  }

  @Test func theVersionIsCarriedBackWhateverItIs() async throws {
    let client = try await TestClient.announcing()
    client.open("text", version: 0)
    client.change("python=90 text", version: -7)
    try await client.pause()
    client.change("rust=90 text", version: nil)
    try await client.pause()
    #expect(try await client.announcements().map(\.textDocument.version) == [-7, -7])
  }

  @Test func manyDocumentsAtOnce() async throws {
    let client = try await TestClient.announcing()
    let uris = (0..<20).map { DocumentURI("untitled:\($0)") }
    for (number, uri) in uris.enumerated() { client.open("l\(number)=90 text", uri: uri) }
    let all = try await client.announcements()
    #expect(all.map(\.textDocument.uri) == uris)
    #expect(all.map(\.language?.id) == uris.indices.map { "l\($0)" })
  }

  /// An edit of a very long document is one; a slow server would not come to the end of this test.
  @Test func aDocumentOfManyMegabytes() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 " + String(repeating: "x = 1\n", count: 4 << 20))
    for number in 1...200 {
      let place = Position(line: number * 20_000, character: 1)
      client.change("y", in: PositionRange(start: place, end: place), version: number)
    }
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["python"])
  }
}
