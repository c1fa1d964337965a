import Classification
import JSON
import LanguageServer
import LanguageServerProtocol
import Synchronization
import Testing

@Suite("What a workspace's languages weigh")
struct WorkspacePriorTests {
  @Test func theMoreFilesTheMoreWeightAndNeverMoreThanEightTimes() throws {
    let factors = try #require(WorkspacePrior.factors(["python": 90, "yaml": 10], weight: 1))
    let (python, yaml) = (try #require(factors["python"]), try #require(factors["yaml"]))
    #expect(python > yaml && yaml > 2)
    let alone = try #require(WorkspacePrior.factors(["python": 1_000_000], weight: 1)?["python"])
    #expect(alone <= WorkspacePrior.strongest && alone > 7.9)
    #expect(factors["rust"] == nil)
  }

  @Test func fewFilesSayLess() throws {
    let few = try #require(WorkspacePrior.factors(["python": 1], weight: 1)?["python"])
    let many = try #require(WorkspacePrior.factors(["python": 100], weight: 1)?["python"])
    #expect(few > 1 && few < many)
  }

  @Test func theWeightIsAnExponent() throws {
    let whole = try #require(WorkspacePrior.factors(["go": 10], weight: 1)?["go"])
    let half = try #require(WorkspacePrior.factors(["go": 10], weight: 0.5)?["go"])
    #expect(abs(half * half - whole) < 1e-9)
    #expect(WorkspacePrior.factors(["go": 10], weight: 0) == nil)
    #expect(WorkspacePrior.factors([:], weight: 1) == nil)
    #expect(WorkspacePrior.factors(["go": 0, "c": -3], weight: 1) == nil)
  }
}

@Suite("The workspace's languages in the server")
struct WorkspaceTests {
  private static let capabilities: JSONValue = ["experimental": ["parlance/languageDetected": true]]

  private func client(
    _ languages: [String: Int], options: JSONValue = [:], folders: JSONValue = [["uri": "file:///w", "name": "w"]],
    thresholds: [String: Double] = [:]
  ) async throws -> TestClient {
    let client = TestClient(thresholds: thresholds, workspace: languages)
    try await client.request(
      "initialize",
      ["capabilities": Self.capabilities, "workspaceFolders": folders, "initializationOptions": options])
    client.notify("initialized", [:])
    return client
  }

  @Test func tipTheScaleAndAreNamed() async throws {
    let client = try await client(["cpp": 50])
    client.open("c=55 cpp=45")
    let told = try #require(try await client.announcements().first)
    #expect(told.language?.id == "cpp")
    #expect(told.reason == "certain enough, tipped by the languages of your workspace")
    let hover = try #require(try await client.hover()?.contents.value)
    #expect(hover.contains("Tipped by the languages of your workspace."))
  }

  @Test func tipOneOverItsThreshold() async throws {
    let client = try await client(["cpp": 50], thresholds: ["cpp": 0.9])
    client.open("cpp=85 c=15")
    let told = try #require(try await client.announcements().first)
    #expect(told.decision == .apply)
    #expect(told.reason.hasSuffix("tipped by the languages of your workspace"))
  }

  @Test func areNotNamedWhereTheyChangedNothing() async throws {
    let client = try await client(["cpp": 50])
    client.open("cpp=90 c=10")
    #expect(try await client.announcements().map(\.reason) == ["certain enough"])
    #expect(try await client.hover()?.contents.value.contains("Tipped") == false)
  }

  @Test func neverOverruleAClearText() async throws {
    let client = try await client(["cpp": 1_000_000], options: ["workspacePrior": 1])
    client.open("c=95 cpp=5")
    #expect(try await client.announcements().map(\.language?.id) == ["c"])
  }

  @Test func weighNothingWhereTheUserSaysSo() async throws {
    let client = try await client(["cpp": 50], options: ["workspacePrior": 0])
    client.open("c=65 cpp=35")
    #expect(try await client.announcements().map(\.language?.id) == ["c"])
    #expect(client.surveys.folders.isEmpty)
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["workspacePrior": 1]]])
    try await client.settle()
    #expect(client.surveys.folders == [["/w"]])
    #expect(client.detections.lastOptions?.prior?.keys.sorted() == ["cpp"])
  }

  @Test func openDocumentsCountToo() async throws {
    let client = try await client([:])
    client.open("x", languageID: "cpp", uri: DocumentURI("file:///w/a.cpp"))
    client.open("y", languageID: "cpp", uri: DocumentURI("file:///w/b.cpp"))
    client.open("c=55 cpp=45")
    #expect(try await client.announcements().map(\.language?.id) == ["cpp"])
    client.close(DocumentURI("file:///w/a.cpp"))
    client.close(DocumentURI("file:///w/b.cpp"))
    client.change("c=55 cpp=44")
    try await client.pause()
    #expect(client.detections.lastOptions?.prior == nil)
  }

  @Test func aDocumentCountsForTheLanguageThatItIsInNow() async throws {
    let client = try await client([:])
    let source = DocumentURI("file:///w/a")
    for languageID in ["cpp", "go", "go", "ruby", "plaintext", "ruby"] {
      client.open("x", languageID: languageID, uri: source)
      client.open("c=55 \(languageID)=45")
      try await client.settle()
      let prior = client.detections.lastOptions?.prior
      #expect(prior?.keys.sorted() == (languageID == "plaintext" ? nil : [languageID]))
    }
  }

  /// What is open when another document comes or goes is looked at with other eyes: buffers, code blocks, and hints.
  @Test func whatIsOpenIsLookedAtAgainWhenTheyChange() async throws {
    let client = TestClient()
    try await client.request(
      "initialize",
      [
        "capabilities": [
          "experimental": ["parlance/languageDetected": true],
          "textDocument": ["publishDiagnostics": [:], "inlayHint": [:]],
          "workspace": ["inlayHint": ["refreshSupport": true]],
        ]
      ])
    client.notify("initialized", [:])
    client.openReadme("```\nc=60 cpp=40\n```\n")
    client.open("c=55 cpp=45")
    #expect(try await client.lastDiagnostics()?.first?.message.contains("perhaps it is C (") == true)
    #expect(try await client.announcements().map(\.language?.id) == [nil])
    _ = try await client.request(
      InlayHintRequest.method,
      [
        "textDocument": ["uri": .string(TestClient.readme.rawValue)],
        "range": [
          "start": ["line": 0, "character": 0], "end": ["line": 9, "character": 0],
        ],
      ])
    let source = DocumentURI("file:///w/a.cpp")
    client.open("x", languageID: "cpp", uri: source)
    #expect(try await client.lastDiagnostics()?.first?.message.contains("perhaps it is C++ (") == true)
    #expect(try await client.announcements().map(\.language?.id) == ["cpp"])
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).count == 1)
    client.close(source)
    #expect(try await client.lastDiagnostics()?.first?.message.contains("perhaps it is C (") == true)
    #expect(try await client.serverRequests(InlayHintRefreshRequest.method).count == 2)
    // A second document of a language that is there says hardly more.
    client.open("x", languageID: "cpp", uri: source)
    client.choose("cpp", uri: TestClient.untitled)
    #expect(try await client.published().count == 1)
  }

  /// What the server had set itself is no evidence for itself.
  @Test func ourOwnAnswersDoNotCount() async throws {
    let client = try await client([:])
    client.open("python=90 text")
    _ = try await client.announcements()
    client.close()
    client.open("python=90 text", languageID: "python")
    try await client.settle()
    #expect(client.detections.texts.count == 2)
    #expect(client.detections.lastOptions?.prior == nil)
  }

  @Test func foldersThatChangeAreCountedAnew() async throws {
    let client = try await client(["cpp": 50])
    client.notify(
      "workspace/didChangeWorkspaceFolders",
      ["event": ["added": [["uri": "file:///v", "name": "v"]], "removed": [["uri": "file:///w", "name": "w"]]]])
    client.notify(
      "workspace/didChangeWorkspaceFolders",
      ["event": ["added": [["uri": "untitled:x", "name": "x"], ["uri": "file:///v", "name": "v"]], "removed": []]])
    try await client.settle()
    #expect(client.surveys.folders == [["/w"], ["/v"]])
    client.notify("workspace/didChangeWorkspaceFolders", ["event": ["added": 1]])
    client.notify("workspace/didChangeWorkspaceFolders", nil)
    try await client.settle()
    #expect(client.surveys.folders.count == 2)
  }

  @Test func theFilesAreCountedAgainWhenTheCountIsOld() async throws {
    let client = try await client(["cpp": 50])
    client.open("x", uri: DocumentURI("file:///w/a"))
    try await client.pause(.seconds(299))
    client.open("x", uri: DocumentURI("file:///w/b"))
    try await client.settle()
    #expect(client.surveys.folders.count == 1)
    try await client.pause(.seconds(1))
    client.open("x", uri: DocumentURI("file:///w/c"))
    try await client.settle()
    #expect(client.surveys.folders.count == 2)
  }

  @Test func withoutFoldersNothingIsCounted() async throws {
    let client = try await client(["cpp": 50], folders: [])
    client.open("c=65 cpp=35")
    #expect(try await client.announcements().map(\.language?.id) == ["c"])
    #expect(client.surveys.folders.isEmpty)
  }

  @Test func theServerSaysThatItWantsToKnowOfFolders() async throws {
    let result = try await TestClient().request("initialize", ["capabilities": [:]])
    #expect(
      result["capabilities"]?["workspace"]?["workspaceFolders"] == ["supported": true, "changeNotifications": true])
  }
}
