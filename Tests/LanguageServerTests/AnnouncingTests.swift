import Classification
import JSON
import LanguageServer
import LanguageServerProtocol
import Testing

@Suite("parlance/languageDetected")
struct AnnouncingTests {
  /// Opens a text and returns what is announced of it.
  private func check(
    _ text: String, languageID: String = "plaintext", uri: DocumentURI = TestClient.untitled,
    options: JSONValue? = nil
  ) async throws -> [LanguageDetectedNotification] {
    let client = try await TestClient.announcing(options: options)
    client.open(text, languageID: languageID, uri: uri, version: 7)
    return try await client.announcements()
  }

  @Test func anUntitledBufferGetsItsLanguage() async throws {
    let all = try await check("shellscript=90 ruby=8 perl=0.1")
    #expect(
      all == [
        LanguageDetectedNotification(
          textDocument: VersionedTextDocumentIdentifier(uri: TestClient.untitled, version: 7),
          language: DetectedLanguage(id: "shellscript", name: "Shell", editorId: "shellscript"),
          confidence: 0.9,
          alternatives: [LanguageAlternative(id: "ruby", name: "Ruby", editorId: "ruby", confidence: 0.08)],
          decision: .apply, reason: "certain enough")
      ])
  }

  @Test(arguments: ["untitled:Untitled-1", "buffer:1", "file://", "", "file:///cwd/__NO_NAME_1__"])
  func allFiveShapesOfNamelessBuffers(_ uri: String) async throws {
    let all = try await check("python=90 text", languageID: "", uri: DocumentURI(uri))
    #expect(all.map(\.language?.id) == ["python"])
    #expect(all.map(\.textDocument.uri.rawValue) == [uri])
  }

  @Test(arguments: [
    ("vscode", "shellscript", "csharp"), ("vim", "sh", "cs"), ("neovim", "sh", "cs"),
    ("emacs", "sh-mode", "csharp-mode"), ("helix", "bash", "c-sharp"), ("sublime", "source.shell.bash", "source.cs"),
    ("kate", "Bash", "C#"), ("kakoune", "sh", "java"), ("Kak", "sh", "java"),
  ])
  func editorsHaveTheirOwnNames(editor: String, best: String, next: String) async throws {
    let all = try await check(
      "shellscript=90 csharp=5", options: ["announce": true, "editor": .string(editor)])
    #expect(all.first?.language?.editorId == best)
    #expect(all.first?.alternatives.first?.editorId == next)
  }

  /// Its user is told, and languages go by the protocol's names.
  @Test(
    arguments: [("butterfly", "no editor is called \"butterfly\""), (7, "expected a name")] as [(JSONValue, String)])
  func anUnknownEditorIsToldOf(editor: JSONValue, problem: String) async throws {
    let client = try await TestClient.announcing(options: ["announce": true, "editor": editor])
    client.open("shellscript=90 text")
    #expect(try await client.announcements().first?.language?.editorId == "shellscript")
    let said = try await client.shownMessages().map(\.message)
    #expect(said.contains { $0.contains("parlance.editor: \(problem)") }, "\(said)")
  }

  /// What was set for want of a mode of the language's own is not taken for somebody's choice.
  @Test func aKinsNameIsNoChoice() async throws {
    let options: JSONValue = ["announce": true, "editor": "kakoune"]
    #expect(try await check("astro=90 text", options: options).first?.language?.editorId == "html")
    #expect(try await check("astro=90 text", languageID: "html", options: options).isEmpty)
  }

  @Test func nobodyIsToldWhoDidNotAsk() async throws {
    let client = try await TestClient(capabilities: [:])
    client.open("python=90 text")
    #expect(try await client.announcements().isEmpty)
    #expect(client.detections.texts.isEmpty)
  }

  @Test func initializationOptionsAskToo() async throws {
    let client = try await TestClient(capabilities: [:], options: ["announce": true])
    client.open("python=90 text")
    #expect(try await client.announcements().count == 1)
  }

  @Test(arguments: ["python", "markdown", "ruby"])
  func aLanguageThatIsSetIsLeftAlone(_ languageID: String) async throws {
    #expect(try await check("python=90 text", languageID: languageID).isEmpty)
  }

  @Test func doubtIsAnnouncedOnceAsNone() async throws {
    let client = try await TestClient.announcing()
    client.open("python=40 ruby=35")
    let doubt = try #require(try await client.announcements().first)
    #expect(doubt.decision == .none && doubt.language == nil && doubt.confidence == 0.4)
    #expect(doubt.alternatives.map(\.id) == ["python", "ruby"])
    client.change("python=41 ruby=35")
    try await client.pause()
    #expect(try await client.announcements().isEmpty)
    client.change("python=95 ruby=5")
    try await client.pause()
    #expect(try await client.announcements().map(\.decision) == [.apply])
  }

  @Test(arguments: ["", "    \n\t", "x = 1"])
  func aTextWithNothingToGoByIsNotLookedAt(_ text: String) async throws {
    let client = try await TestClient.announcing()
    client.open(text)
    #expect(try await client.announcements().isEmpty)
    #expect(client.detections.texts.isEmpty)
  }

  @Test func editsAreLookedAtWhenTheyPause() async throws {
    let client = try await TestClient.announcing()
    client.open("")
    for (version, text) in ["pyth", "python=9", "python=90 text"].enumerated() {
      client.change(text, version: version + 2)
      try await client.pause(.milliseconds(299))
      #expect(client.detections.texts.isEmpty)
    }
    try await client.pause(.milliseconds(1))
    #expect(client.detections.texts == ["python=90 text"])
    #expect(try await client.announcements().map(\.textDocument.version) == [4])
  }

  @Test func aResultForAnOlderTextIsDropped() async throws {
    let client = try await TestClient.announcing()
    client.queue.hold()
    client.open("python=90 text")
    client.change("rust=90 text")
    try await client.settle()
    client.queue.letGo()
    #expect(try await client.announcements().isEmpty)
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["rust"])
  }

  @Test func anotherLanguageNeedsAMargin() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 ruby=5")
    #expect(try await client.announcements().map(\.language?.id) == ["python"])
    client.change("ruby=62 python=35")
    try await client.pause()
    #expect(try await client.announcements().isEmpty)
    client.change("ruby=70 python=10")
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["ruby"])
  }

  @Test func anEmptiedBufferOwesTheOldTextNothing() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 ruby=5")
    try await client.settle()
    client.change("")
    client.change("ruby=62 python=35")
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["python", "ruby"])
  }

  @Test func detectOnceIsOnce() async throws {
    let client = try await TestClient.announcing(options: ["detection": ["detectOnce": true]])
    client.open("python=40 doubt")
    try await client.settle()
    client.change("python=90 text")
    try await client.pause()
    client.change("rust=99 text")
    try await client.pause()
    #expect(try await client.announcements().map(\.decision) == [.none, .apply])
  }

  /// A suggestion is not the one time: it is set once the text says enough.
  @Test func detectOnceWaitsForWhatIsSet() async throws {
    let client = TestClient(thresholds: ["python": 0.95])
    try await client.request(
      "initialize",
      [
        "capabilities": ["experimental": ["parlance/languageDetected": true]],
        "initializationOptions": ["detection": ["detectOnce": true]],
      ])
    client.open("python=90 text")
    try await client.settle()
    client.change("python=96 text")
    try await client.pause()
    client.change("rust=99 text")
    try await client.pause()
    #expect(try await client.announcements().map(\.decision) == [.suggest, .apply])
  }

  @Test func inSuggestModeASuggestionIsTheOneTime() async throws {
    let client = try await TestClient.announcing(options: ["detection": ["detectOnce": true, "mode": "suggest"]])
    client.open("python=90 text")
    try await client.settle()
    client.change("rust=99 text")
    try await client.pause()
    #expect(try await client.announcements().map(\.language?.id) == ["python"])
  }

  @Test func aChoiceEndsDetection() async throws {
    let client = try await TestClient.announcing()
    client.open("text without anything")
    _ = try await client.announcements()
    client.choose("plaintext")
    client.change("python=90 text")
    try await client.pause()
    #expect(try await client.announcements().isEmpty)
  }

  @Test func aLongTextIsReadInItsHeadMiddleAndTailOnly() async throws {
    let client = try await TestClient.announcing()
    client.open("python=90 " + String(repeating: "x", count: 1 << 20))
    #expect(try await client.announcements().count == 1)
    #expect(client.detections.texts.map(\.utf8.count) == [3 * DocumentText.sampleSliceLength])
  }

  @Test func aFileNamedAsTextIsAskedAbout() async throws {
    let all = try await check("python=90 text", uri: DocumentURI("file:///tmp/notes.txt"))
    #expect(all.map(\.decision) == [.suggest])
  }
}
