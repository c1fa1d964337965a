import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("Hover on whole texts")
struct HoverTests {
  /// Opens a text and hovers over a line of it.
  private func check(
    _ text: String, line: Int = 0, languageID: String = "plaintext", uri: DocumentURI = TestClient.untitled,
    options: JSONValue? = nil
  ) async throws -> MarkupContent? {
    let client = try await TestClient.announcing(options: options)
    client.open(text, languageID: languageID, uri: uri)
    try await client.settle()
    return try await client.hover(line: line, uri: uri)?.contents
  }

  @Test func theRankedLanguagesAndHowSureTheyAre() async throws {
    let contents = try await check("python=90 ruby=8.4 c=1 perl=0.3\nrest")
    #expect(
      contents
        == MarkupContent(
          kind: .markdown,
          value: """
            **Python**, 90 % sure

            `█████████░` Python 90 %\("  ")
            `█░░░░░░░░░` Ruby 8 %\("  ")
            `░░░░░░░░░░` C 1 %
            """))
  }

  @Test func plainTextForWhoCannotDoMore() async throws {
    let client = try await TestClient(capabilities: ["textDocument": ["hover": ["contentFormat": ["plaintext"]]]])
    client.open("cpp=30 csharp=30")
    #expect(
      try await client.hover()?.contents
        == MarkupContent(
          kind: .plaintext,
          value: """
            Not sure, perhaps C++

            ███░░░░░░░ C++ 30 %
            ███░░░░░░░ C# 30 %
            """))
  }

  @Test func theWordsThatSpokeForTheBest() async throws {
    let text = "python=90 because:def because:a|*b* because:`` because:\(String(repeating: "x", count: 25))"
    #expect(
      try await check(text)?.value == """
        **Python**, 90 % sure

        `█████████░` Python 90 %

        Because of `def`, `a|*b*`, ``` `` ```, `\(String(repeating: "x", count: 24))…`
        """)
    let client = try await TestClient(capabilities: ["textDocument": ["hover": ["contentFormat": ["plaintext"]]]])
    client.open("c=90 because:* because:int")
    #expect(try await client.hover()?.contents.value.hasSuffix("\n\nBecause of “*”, “int”") == true)
  }

  /// The fake looks for words in the lines between `from` and `to`.
  @Test func whereInALongTextTheyWereLookedFor() async throws {
    func words(_ text: String) async throws -> String? {
      try await check(text)?.value.split(separator: "\n").last { $0.hasPrefix("Because") }.map(String.init)
    }
    let said = "python=90 because:def"
    #expect(try await words("\n\(said)\nfrom\nx\nto\nx\n") == "Because of `def`, in lines 3–5")
    #expect(try await words("\(said)\nx\nfrom to\nx\n") == "Because of `def`, in line 3")
    #expect(try await words("\n\nfrom \(said)\nx\nto\n\n") == "Because of `def`")
    #expect(try await words("x from \(said) to x") == "Because of `def`")
    // Of a text this long only three stretches are read.
    let filler = String(repeating: String(repeating: "x", count: 99) + "\n", count: 1_000)
    #expect(try await words("\(said)\n\(filler)\nfrom\nx\nto") == "Because of `def`, in lines 1003–1005")
  }

  @Test func noWordsOfAGuessAndNoneWhereTheyAreOff() async throws {
    #expect(try await check("python=29 because:def")?.value.contains("Because") == false)
    #expect(try await check("python=30 because:def")?.value.contains("Because") == true)
    let options: JSONValue = ["hover": ["evidence": false]]
    #expect(try await check("python=90 because:def", options: options)?.value.contains("Because") == false)
  }

  @Test func namesDoNotBecomeMarkup() async throws {
    #expect(try await check("csharp=90 text")?.value.hasPrefix("**C\\#**, 90 % sure") == true)
  }

  @Test func anywhereWhileNoLanguageIsSet() async throws {
    #expect(try await check("python=30\nrest", line: 1) != nil)
  }

  @Test func onTheFirstLineOnlyOnceOneIsSet() async throws {
    #expect(try await check("python=90 text\nrest", line: 0) != nil)
    #expect(try await check("python=90 text\nrest", line: 1) == nil)
    #expect(try await check("python=90 text\nrest", line: 0, languageID: "python") != nil)
    #expect(try await check("python=90 text\nrest", line: 1, languageID: "python") == nil)
  }

  @Test func unlessASettingSaysOtherwise() async throws {
    let options: JSONValue = ["hover": ["whereverUntitled": true]]
    #expect(try await check("python=90\nrest", line: 1, languageID: "python", options: options) != nil)
  }

  @Test func aFileHasItOnItsFirstLineWhileItIsPlain() async throws {
    let file = DocumentURI("file:///tmp/script")
    #expect(try await check("python=90\nrest", uri: file) != nil)
    #expect(try await check("python=90\nrest", line: 1, uri: file) == nil)
    #expect(try await check("python=90\nrest", languageID: "python", uri: file) == nil)
  }

  @Test func anEmptyBuffer() async throws {
    #expect(try await check("")?.value == "Parlance: the model knows none of the allowed languages")
  }

  @Test func aDocumentThatWasNeverOpened() async throws {
    let client = try await TestClient.announcing()
    #expect(try await client.hover(uri: DocumentURI("file:///tmp/saved-as")) == nil)
    #expect(try await client.hover(uri: DocumentURI("")) == nil)
  }

  @Test func withoutAModelTheReasonIsGiven() async throws {
    let client = try await TestClient(
      capabilities: ["experimental": ["parlance/languageDetected": true]], modelFailure: "no model in /a/b")
    client.open("python=90 text")
    #expect(try await client.hover()?.contents.value.contains("no model in /a/b") == true)
    #expect(
      try await client.shownMessages() == [
        ShowMessageNotification(
          type: .error, message: "Parlance: no language can be detected: no model in /a/b")
      ])
    #expect(try await client.announcements().isEmpty)
  }

  @Test func aHoverCanBeCancelled() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 text")
    try await client.settle()
    client.queue.hold()
    let params: JSONValue = [
      "textDocument": ["uri": "untitled:Untitled-1"], "position": ["line": 0, "character": 0],
    ]
    let id = client.send("textDocument/hover", params)
    client.notify("$/cancelRequest", ["id": id.json])
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("a cancelled request was answered")
      return
    }
    #expect(error.code == .requestCancelled)
    client.queue.letGo()
    try await client.settle()
    #expect(client.detections.texts.count == 1)
  }

  @Test func cancellingWhatIsNotThereDoesNothing() async throws {
    let client = try await TestClient.announcing()
    client.notify("$/cancelRequest", ["id": 99])
    client.notify("$/cancelRequest", ["id": "x"])
    #expect(try await client.hover() == nil)
  }

  @Test func anAnswerAboutAnOlderTextIsNull() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 text")
    client.queue.hold()
    let id = client.send(
      "textDocument/hover",
      ["textDocument": ["uri": "untitled:Untitled-1"], "position": ["line": 0, "character": 0]])
    client.change("rust=90 text")
    try await client.settle()
    client.queue.letGo()
    #expect(try await client.answer(to: id).get() == .null)
  }

  @Test func twoRequestsWithOneID() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 text")
    client.queue.hold()
    let params: JSONValue = [
      "textDocument": ["uri": "untitled:Untitled-1"], "position": ["line": 0, "character": 0],
    ]
    for _ in 0..<2 {
      client.connection.receive(.request(id: .string("same"), method: "textDocument/hover", params: params))
    }
    guard case .failure(let error) = try await client.answer(to: .string("same")) else {
      Issue.record("both were taken")
      return
    }
    #expect(error.code == .invalidRequest)
  }

  @Test func whatIsUnansweredAtShutdownIsGivenUp() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 text")
    client.queue.hold()
    let id = client.send(
      "textDocument/hover",
      ["textDocument": ["uri": "untitled:Untitled-1"], "position": ["line": 0, "character": 0]])
    let shutdown = client.send("shutdown", nil)
    guard case .failure(let error) = try await client.answer(to: id) else {
      Issue.record("answered without a detector")
      return
    }
    #expect(error.code == .serverCancelled)
    #expect(try await client.answer(to: shutdown) == .success(.null))
  }
}
