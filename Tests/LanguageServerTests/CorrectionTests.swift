import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import TestSupport
import Testing

/// `learnFromCorrections`: what is kept of what the user sets against a detection.
@Suite("Learning from corrections")
struct CorrectionTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private var file: String { directory.file("w/.parlance/corrections.jsonl") }

  private func lines() throws -> [JSONValue] {
    try readText(file).split(separator: "\n").map { try JSONValue(parsing: String($0)) }
  }

  private func client(learns: JSONValue = true) async throws -> TestClient {
    try directory.write("", to: "w/x")
    return try await TestClient.inWorkspace(
      ["file://\(directory.file("w"))"], capabilities: ["experimental": ["parlance/languageDetected": true]],
      options: ["learnFromCorrections": learns])
  }

  /// Opens a text, is told of a language, and sets another.
  private func correct(
    _ client: TestClient, _ text: String = "python=90 text", to chosen: String = "ruby",
    uri: DocumentURI = TestClient.untitled
  ) async throws {
    client.open(text, uri: uri)
    try await client.settle()
    client.choose(chosen, uri: uri)
    try await client.settle()
  }

  @Test func aChoiceAgainstADetectionIsKept() async throws {
    let client = try await client()
    try await correct(client)
    #expect(
      try lines() == [
        ["text": "python=90 text", "language": "ruby", "detected": "python", "date": "2026-11-30T00:53:20Z"]
      ])
    // Nobody commits it by mistake.
    #expect(try readText(directory.file("w/.parlance/.gitignore")) == "*\n")
  }

  @Test(arguments: [("plaintext", "plaintext"), ("", "plaintext"), ("js", "javascript"), ("foolang", "foolang")])
  func theLanguageIsTheRegistrys(_ chosen: String, _ language: String) async throws {
    try await correct(try await client(), to: chosen)
    #expect(try lines().map { $0["language"]?.stringValue } == [language])
  }

  @Test(arguments: [false, .null, "yes"] as [JSONValue])
  func nothingIsWrittenUnlessItIsSwitchedOn(_ learns: JSONValue) async throws {
    try await correct(try await client(learns: learns))
    #expect(try directoryEntries(directory.file("w")) == ["x"])
  }

  @Test func aChoiceThatAgreesOrComesUnaskedIsNoCorrection() async throws {
    let client = try await client()
    try await correct(client, to: "python")
    // Doubt was announced, no language.
    try await correct(client, "python=10 text", uri: DocumentURI("untitled:2"))
    // Nothing was announced.
    client.choose("ruby", uri: DocumentURI("untitled:3"))
    try await client.settle()
    #expect(try directoryEntries(directory.file("w")) == ["x"])
  }

  @Test func theSameTextIsThereOnce() async throws {
    let client = try await client()
    try await correct(client, "python=90 one", uri: DocumentURI("untitled:1"))
    try await correct(client, "python=90 two", uri: DocumentURI("untitled:2"))
    try await correct(client, "python=90 one", to: "perl", uri: DocumentURI("untitled:3"))
    #expect(try lines().map { $0["language"]?.stringValue } == ["ruby", "perl"])
  }

  @Test func theNewestAreKept() async throws {
    let client = try await client()
    let old = (0..<600).map { #"{"text":"\#($0)","language":"c"}"# }
    try directory.write(old.joined(separator: "\n") + "\nby hand\n", to: "w/.parlance/corrections.jsonl")
    try await correct(client)
    let kept = try readText(file).split(separator: "\n")
    #expect(kept.count == 500)
    #expect(kept.first == #"{"text":"102","language":"c"}"# && kept[498] == "by hand")
  }

  @Test func aLongTextIsKeptByItsHead() async throws {
    let client = try await client()
    try await correct(client, "python=90 " + String(repeating: "é", count: 10_000))
    let text = try #require(try lines().first?["text"]?.stringValue)
    #expect(text.utf8.count == 8 << 10 && text.hasSuffix("é"))
  }

  @Test func theFileIsBounded() async throws {
    let client = try await client()
    let line = #"{"text":""# + String(repeating: "x", count: 1 << 20) + #""}"#
    try directory.write(line + "\n" + line + "\n" + line + "\n", to: "w/.parlance/corrections.jsonl")
    try await correct(client)
    #expect(try readFile(file).count < 2 << 20)
    #expect(try lines().last?["language"] == "ruby")
  }

  @Test func aRetrainLearnsFromThem() async throws {
    let client = try await client()
    _ = client.send("workspace/executeCommand", ["command": "parlance.retrain"])
    try await client.settle()
    let arguments = try #require(client.trainings.runs.first?.arguments)
    let place = try #require(arguments.firstIndex(of: "--corrections"))
    #expect(arguments[place + 1] == file)
  }

  @Test func theyCanBeForgotten() async throws {
    let client = try await client()
    #expect(try await client.execute("parlance.forgetCorrections") == ["forgotten": 0])
    try await correct(client)
    #expect(try await client.execute("parlance.forgetCorrections") == ["forgotten": 1])
    #expect(try readFile(file).isEmpty)
  }

  @Test func whatCannotBeWrittenStopsNobody() async throws {
    let client = try await client()
    try directory.write("a file where the folder should be", to: "w/.parlance")
    try await correct(client)
    #expect(try await client.hover() != nil)
    #expect(try await client.execute("parlance.forgetCorrections") == ["forgotten": 0])
  }

  @Test func withoutAFolderTheyAreTheUsers() async throws {
    let client = TestClient(userDirectory: directory.file("data/parlance"))
    try await client.request(
      "initialize",
      [
        "capabilities": ["experimental": ["parlance/languageDetected": true]],
        "initializationOptions": ["learnFromCorrections": true],
      ])
    try await correct(client)
    #expect(try readText(directory.file("data/parlance/corrections.jsonl")).contains(#""language":"ruby""#))
    #expect(try await client.execute("parlance.forgetCorrections") == ["forgotten": 1])
  }
}
