import JSON
import JSONRPC
import LanguageServerProtocol
import Testing

/// What a careless or hostile client may send: each is refused by name or means something harmless, and the server goes
/// on.
@Suite("Bad input")
struct BadInputTests {
  private static let oddURIs = [
    "", "file://", "file:///", "%", "file:///%", "file:///%00", "file:///%FF%FE", "file:///a%2", "a b\t\n", "\u{0}",
    "file:///\u{0}", "FILE:///x.MD", "http://[::1", "ünïcödé:😀", "../../etc/passwd", "untitled:", "file:////",
    String(repeating: "x", count: 1 << 20), "file:///" + String(repeating: "%41", count: 1 << 16) + ".md",
  ]

  private func place(_ uri: String, line: JSONValue = 0, character: JSONValue = 0) -> [(String, JSONValue)] {
    let document: JSONValue = ["uri": .string(uri)]
    let position: JSONValue = ["line": line, "character": character]
    let range: JSONValue = ["start": ["line": 0, "character": 0], "end": position]
    return [
      ("textDocument/hover", ["textDocument": document, "position": position]),
      ("textDocument/completion", ["textDocument": document, "position": position]),
      ("textDocument/inlayHint", ["textDocument": document, "range": range]),
    ]
  }

  /// The server still does its work.
  private func goesOn(_ client: TestClient) async throws {
    let uri = DocumentURI("untitled:after")
    client.open("python=90 and text", uri: uri)
    #expect(try await client.hover(uri: uri)?.contents.value.contains("Python") == true)
  }

  @Test func everyTextIsAURI() async throws {
    let client = try await TestClient.announcing()
    for uri in Self.oddURIs {
      for (method, params) in place(uri) { #expect(try await client.request(method, params) == .null) }
      client.change("x", uri: DocumentURI(uri))
      client.open("python=90 text", languageID: "", uri: DocumentURI(uri))
      for (method, params) in place(uri) { #expect(try await client.errorCode(method, params) == nil) }
      client.close(DocumentURI(uri))
    }
    try await goesOn(client)
  }

  @Test(
    arguments: [-1, -2_147_483_648, 1.5, 1e300, 4_294_967_296, .integer(.max), "1", .null, [], true] as [JSONValue])
  func positionsThatAreNone(_ number: JSONValue) async throws {
    let client = try await TestClient.announcing()
    client.open("```\npython=90 text\n```\n", languageID: "markdown")
    let uri = TestClient.untitled.rawValue
    for (method, params) in place(uri, line: number) + place(uri, character: number) {
      #expect(try await client.errorCode(method, params) == .invalidParams, "\(method)")
    }
    client.notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": .string(uri), "version": 2],
        "contentChanges": [
          [
            "range": ["start": ["line": number, "character": 0], "end": ["line": 0, "character": 0]], "text": "broken",
          ]
        ],
      ])
    #expect(try await client.hover(line: 1)?.contents.value.contains("Python") == true)
  }

  @Test(arguments: [2_147_483_647, 4_294_967_295, 1e3, 2.0] as [JSONValue])
  func positionsBehindTheEnd(_ number: JSONValue) async throws {
    let client = try await TestClient.announcing()
    client.open("text\n\n```\npython=90 text\n```", languageID: "markdown")
    let uri = TestClient.untitled.rawValue
    for (method, params) in place(uri, line: number) + place(uri, character: number) {
      #expect(try await client.errorCode(method, params) == nil, "\(method)")
    }
    try await goesOn(client)
  }

  @Test(
    arguments: [
      ["rootUri": 5], ["rootPath": []], ["workspaceFolders": "x"], ["workspaceFolders": [["uri": 1, "name": "x"]]],
      ["processId": "x"], ["trace": 1], ["clientInfo": [:]],
    ] as [JSONValue])
  func initializeWithMembersOfWrongTypes(_ members: JSONValue) async throws {
    let client = TestClient()
    var params: JSONObject = ["capabilities": [:]]
    params.merge(try #require(members.objectValue)) { _, new in new }
    #expect(try await client.errorCode("initialize", .object(params)) == .invalidParams)
    try await client.request("initialize", ["capabilities": [:]])
    try await goesOn(client)
  }

  @Test(
    arguments: [
      ["workspaceFolders": [["uri": "file:///nonexistent", "name": ""], ["uri": "file:///dev/null", "name": ""]]],
      ["rootUri": "file:///etc/passwd"], ["rootUri": ""], ["rootUri": "nonsense"], ["rootPath": "\u{0}"],
      ["rootPath": "relative"], ["workspaceFolders": []], ["workspaceFolders": .null], ["processId": -1],
      ["processId": 0],
      ["processId": .integer(.max)], ["initializationOptions": 7], ["initializationOptions": [[]]], ["trace": "loud"],
    ] as [JSONValue])
  func initializeWithWhatIsNotThere(_ members: JSONValue) async throws {
    let client = TestClient { $0 == 1 }
    var params: JSONObject = ["capabilities": [:]]
    params.merge(try #require(members.objectValue)) { _, new in new }
    try await client.request("initialize", .object(params))
    client.notify("initialized", [:])
    try await goesOn(client)
  }

  @Test(arguments: [
    "detection.mode", "detection.minimumConfidence", "detection.detectOnce", "detection.debounceMilliseconds",
    "languages.include", "languages.exclude", "markdown.inlayHints", "hover.whereverUntitled", "model.path",
    "learnFromCorrections", "training.epochs", "training.labels", "no.such.setting", "detection", "markdown",
    "training",
    "",
  ])
  func settingsOfAllTypes(_ name: String) async throws {
    let client = try await TestClient.announcing()
    let values: [JSONValue] = [
      .null, true, -1, 0.5, 1e300, .integer(.max), "", "x", [], [1], ["x"], [:], ["x": 1], ["x": ["y": ["z": [:]]]],
      [[]],
    ]
    for value in values {
      client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": [name: value]]])
    }
    try await client.settle()
    let messages = try await client.shownMessages()
    #expect(Set(messages.map(\.message)).count == messages.count, "something was told twice")
    #expect(!messages.isEmpty)
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": [:]]])
    try await goesOn(client)
  }

  @Test func aDeepAndALargeMessage() async throws {
    let client = try await TestClient.announcing()
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    let body = "{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":\(deep)}"
    client.connection.receive(bytes: Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8))
    client.notify("textDocument/didOpen", ["textDocument": .array(Array(repeating: [:], count: 100_000))])
    try await goesOn(client)
  }
}
