import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("Inlay hints")
struct InlayHintTests {
  private static let file = DocumentURI("file:///tmp/README.md")
  private static let capabilities: JSONValue = [
    "textDocument": ["inlayHint": [:], "hover": ["contentFormat": ["markdown"]]],
    "workspace": ["inlayHint": ["refreshSupport": true]],
  ]

  /// Diagnostics look at all blocks by themselves; without them only those are looked at that are asked for.
  private static let withoutDiagnostics: JSONValue = ["markdown": ["diagnostics": false]]

  private func hints(
    _ client: TestClient, _ lines: ClosedRange<Int> = 0...99, uri: DocumentURI = file
  ) async throws -> [InlayHint] {
    let range = PositionRange(
      start: Position(line: lines.lowerBound, character: 0), end: Position(line: lines.upperBound, character: 0))
    let params = InlayHintRequest(textDocument: TextDocumentIdentifier(uri: uri), range: range).params
    return try await [InlayHint]?(JSONDecodingReader(client.request(InlayHintRequest.method, params))) ?? []
  }

  private func labels(_ hints: [InlayHint]) -> [String] {
    hints.map { hint in
      guard case .string(let label) = hint.label else { return "parts" }
      return label
    }
  }

  /// Opens a Markdown file and expects one hint at 1️⃣.
  private func check(_ marked: String, encoding: String = "utf-16", label: String, tag: String) async throws {
    let marked = MarkedText(marked)
    let client = try await TestClient(capabilities: ["general": ["positionEncodings": [.string(encoding)]]])
    client.open(marked.text, languageID: "markdown", uri: Self.file)
    let hint = try #require(try await hints(client).first)
    #expect(labels([hint]) == [label] && hint.position == marked["1️⃣"])
    #expect(
      hint.textEdits == [TextEdit(range: PositionRange(start: marked["1️⃣"], end: marked["1️⃣"]), newText: tag)])
    #expect(hint.paddingLeft == true)
  }

  @Test func anUntaggedBlockShowsTheTagThatAcceptingWrites() async throws {
    try await check("text\n\n```1️⃣\npython=98 ruby=1\n```\n", label: "python 98 %", tag: "python")
    try await check("> - ~~~~1️⃣  \n>   javascript=99.9\n>   ~~~~\n", label: "js >99 %", tag: "js")
    try await check("```1️⃣\r\npython=98\r\n```", label: "python 98 %", tag: "python")
  }

  @Test func columnsCountInTheClientsUnits() async throws {
    let marked = "- 😀\n\n  ```1️⃣\n  python=98\n  ```\n"
    for encoding in ["utf-8", "utf-16", "utf-32"] {
      try await check(marked, encoding: encoding, label: "python 98 %", tag: "python")
    }
  }

  @Test func theTooltipHasTheRankedLanguages() async throws {
    let client = try await TestClient(capabilities: Self.capabilities)
    client.open("```\npython=98 ruby=2\n```\n", languageID: "markdown", uri: Self.file)
    guard case .markup(let tooltip) = try await hints(client).first?.tooltip else {
      Issue.record("no tooltip")
      return
    }
    #expect(tooltip.kind == .markdown && tooltip.value.contains("**Python**") && tooltip.value.contains("Ruby 2 %"))
  }

  @Test(arguments: [
    "```python\npython=98\n```\n", "```ruby\npython=98\n```\n", "```\npython=60 ruby=30\n```\n", "```\n\n```\n",
    "python=98\n",
    "    python=98\n", "<!-- parlance-ignore -->\n```\npython=98\n```\n", "```mermaid\npython=98\n```\n",
    "```\npython=98\n",
  ])
  func noHint(_ text: String) async throws {
    let client = try await TestClient(capabilities: Self.capabilities)
    client.open(text, languageID: "markdown", uri: Self.file)
    #expect(try await hints(client).isEmpty)
  }

  @Test func onlyOfTheLinesThatAreAskedFor() async throws {
    let client = try await TestClient(capabilities: Self.capabilities, options: Self.withoutDiagnostics)
    let text = (0..<10).map { "```\npython=98 \($0)\n```\n\n" }.joined()
    client.open(text, languageID: "markdown", uri: Self.file)
    #expect(try await hints(client, 8...9).map(\.position.line) == [8])
    #expect(client.detections.texts == ["python=98 2\n"])
    #expect(try await hints(client, 9...12).map(\.position.line) == [12])
    #expect(try await hints(client).count == 10)
  }

  @Test func aRangeTheWrongWayRoundAndFarAway() async throws {
    let client = try await TestClient(capabilities: Self.capabilities)
    client.open("```\npython=98\n```\n", languageID: "markdown", uri: Self.file)
    let far = Position(line: Int(UInt32.max), character: 0)
    let params = InlayHintRequest(
      textDocument: TextDocumentIdentifier(uri: Self.file),
      range: PositionRange(start: far, end: Position(line: 0, character: 0))
    ).params
    #expect(try await client.request(InlayHintRequest.method, params).arrayValue?.count == 1)
    #expect(try await hints(client, 5_000...6_000).isEmpty)
    #expect(try await hints(client, uri: DocumentURI("file:///never-opened.md")).isEmpty)
  }

  @Test func theSettingTurnsThemOffAndOnAgain() async throws {
    let client = try await TestClient(capabilities: Self.capabilities)
    client.open("```\npython=98\n```\n", languageID: "markdown", uri: Self.file)
    #expect(try await hints(client).count == 1)
    for isOn in [false, true] {
      let section: JSONValue = ["parlance": ["markdown": ["inlayHints": .bool(isOn)]]]
      client.notify(DidChangeConfigurationNotification(settings: section))
      #expect(try await hints(client).count == (isOn ? 1 : 0))
    }
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).count == 2)
  }

  @Test func whoAskedWhileTheyWereOffIsToldWhenTheyAreOn() async throws {
    let client = try await TestClient(capabilities: Self.capabilities, options: ["markdown": ["inlayHints": false]])
    client.open("```\npython=98\n```\n", languageID: "markdown", uri: Self.file)
    #expect(try await hints(client).isEmpty)
    for _ in 0..<2 {
      let section: JSONValue = ["parlance": ["markdown": ["inlayHints": true]]]
      client.notify(DidChangeConfigurationNotification(settings: section))
    }
    // Settings that are the same as before bring nothing about.
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).count == 1)
    #expect(try await hints(client).count == 1)
  }

  @Test func whoCanBeToldLaterGetsWhatIsKnownByThen() async throws {
    let client = try await TestClient(capabilities: Self.capabilities, options: Self.withoutDiagnostics)
    client.detections.whileLooking { [clock = client.clock] in clock.advance(by: .milliseconds(50)) }
    let text = (0..<20).map { "```\npython=98 \($0)\n```\n\n" }.joined()
    client.open(text, languageID: "markdown", uri: Self.file)
    #expect(try await hints(client).count == 4)
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).count == 1)
    #expect(try await hints(client).count == 20)
    #expect(client.detections.texts.count == 20)
  }

  @Test func whatIsLeftOfAnEarlierStateIsNotLookedAt() async throws {
    let client = try await TestClient(capabilities: Self.capabilities, options: Self.withoutDiagnostics)
    client.detections.whileLooking { [clock = client.clock, queue = client.queue, log = client.detections] in
      clock.advance(by: .milliseconds(50))
      if log.texts.count == 5 { queue.hold() }
    }
    let text = (0..<20).map { "```\npython=98 \($0)\n```\n\n" }.joined()
    client.open(text, languageID: "markdown", uri: Self.file)
    #expect(try await hints(client).count == 4)
    client.change("text\n\n" + text, uri: Self.file)
    try await client.settle()
    client.queue.letGo()
    try await client.settle()
    #expect(client.detections.texts.count == 5)
  }

  @Test func whoCannotWaitsForAllOfThem() async throws {
    let client = try await TestClient(capabilities: ["textDocument": ["inlayHint": [:]]])
    client.detections.whileLooking { [clock = client.clock] in clock.advance(by: .milliseconds(50)) }
    client.open(
      (0..<20).map { "```\npython=98 \($0)\n```\n\n" }.joined(), languageID: "markdown", uri: Self.file)
    #expect(try await hints(client).count == 20)
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).isEmpty)
  }

  @Test func anotherModelHasOtherHints() async throws {
    let client = try await TestClient(capabilities: Self.capabilities)
    client.open("```\npython=98\n```\n", languageID: "markdown", uri: Self.file)
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["model": ["path": "/m"]]]])
    try await client.settle()
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).isEmpty, "nobody has asked yet")
    #expect(try await hints(client).count == 1)
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["model": ["path": "/n"]]]])
    try await client.settle()
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).isEmpty == false)
  }

  @Test func withoutAModelThereAreNone() async throws {
    let client = try await TestClient(capabilities: Self.capabilities, modelFailure: "gone")
    client.open("```\npython=98\n```\n", languageID: "markdown", uri: Self.file)
    #expect(try await hints(client).isEmpty)
  }
}

@Suite("Inlay hints on whole buffers")
struct WholeTextHintTests {
  /// The label of the hint on a buffer, and where it stands.
  private func check(
    _ text: String, capabilities: JSONValue = [:], options: JSONValue? = nil, languageID: String = "plaintext",
    uri: DocumentURI = TestClient.untitled, lines: ClosedRange<Int> = 0...9
  ) async throws -> (label: String, position: Position)? {
    let client = try await TestClient(capabilities: capabilities, options: options)
    client.open(text, languageID: languageID, uri: uri)
    let range = PositionRange(
      start: Position(line: lines.lowerBound, character: 0), end: Position(line: lines.upperBound, character: 0))
    let params = InlayHintRequest(textDocument: TextDocumentIdentifier(uri: uri), range: range).params
    let answer = try await client.request(InlayHintRequest.method, params)
    guard let hint = try [InlayHint]?(JSONDecodingReader(answer))?.first, case .string(let label) = hint.label else {
      return nil
    }
    #expect(hint.textEdits == nil)
    return (label, hint.position)
  }

  @Test(arguments: ["untitled:Untitled-1", "buffer:1", "file://", "", "file:///cwd/__NO_NAME_1__"])
  func aNamelessBufferSaysWhatItLooksLike(_ uri: String) async throws {
    let hint = try await check("python=98 é😀\nmore", languageID: "", uri: DocumentURI(uri))
    #expect(hint?.label == "Python 98 %")
    #expect(hint?.position == Position(line: 0, character: 13))
  }

  @Test func withGlueItDoesSoOnlyWhereTheUserIsAsked() async throws {
    let glue: JSONValue = ["experimental": ["parlance/languageDetected": true]]
    #expect(try await check("python=98 text", capabilities: glue) == nil)
    let asked = try await check("python=98 text", capabilities: glue, options: ["detection": ["mode": "suggest"]])
    #expect(asked?.label == "Python 98 %")
  }

  @Test func notWhereALanguageIsSetOrTheServerIsNotSure() async throws {
    #expect(try await check("python=98 text", languageID: "python") == nil)
    #expect(try await check("python=20 ruby=19 text") == nil)
    #expect(try await check("python=98 text", options: ["detection": ["mode": "off"]]) == nil)
    #expect(try await check("python=98 text", uri: DocumentURI("file:///tmp/notes.txt")) == nil)
    #expect(try await check("python=98 text", lines: 1...9) == nil)
    #expect(try await check("") == nil)
  }
}
