import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol
import ModelStore
import TestSupport
import Testing

/// `parlance.rollbackModel` and `parlance.showTrainingReport`, and other models that come to answer.
@Suite("Models of a workspace")
struct ModelCommandTests {
  private let directory: TemporaryDirectory
  private let workspace: String

  init() throws {
    directory = try TemporaryDirectory()
    workspace = directory.file("a b")
    try directory.write("", to: "a b/x")
  }

  private func client(capabilities: JSONValue = [:]) async throws -> TestClient {
    let uri = "file://" + workspace.replacing(" ", with: "%20")
    return try await TestClient.inWorkspace([uri, "file:///v"], capabilities: capabilities)
  }

  private func promote(_ number: Int) throws -> String {
    try directory.write("{}", to: "new/config.json")
    return try ModelVersions(workspace: workspace, clock: { number }).promote(directory.file("new")).path
  }

  @Test func rollingBackMakesTheOneBeforeAnswer() async throws {
    let first = try promote(1)
    _ = try promote(2)
    let client = try await client()
    client.modelRequests.move(to: first)
    #expect(try await client.execute("parlance.rollbackModel") == ["model": .string(first), "origin": "program"])
    #expect(ModelVersions(workspace: workspace).answering?.path == first)
    #expect(client.modelRequests.paths.count == 2)
    #expect(try await client.shownMessages().map(\.message) == ["Parlance: what answers now is \(first)"])
  }

  @Test func withoutAModelThereIsNothingToGoBackFrom() async throws {
    let error = try await client().executionError("parlance.rollbackModel")
    #expect(error.code == .requestFailed && error.message.contains("no model to go back from"))
  }

  @Test(arguments: ["parlance.rollbackModel", "parlance.showTrainingReport"])
  func withoutAFolderThereIsNoModel(_ command: String) async throws {
    let error = try await TestClient(capabilities: [:]).executionError(command)
    #expect(error.code == .requestFailed && error.message.contains("no workspace folder"))
  }

  @Test func theNewestReportIsShown() async throws {
    for run in ["20260101T000000Z", "20260201T000000Z"] {
      try directory.write("<p>", to: "a b/.parlance/training/\(run)/report.html")
    }
    try directory.write("", to: "a b/.parlance/training/20260301T000000Z/log.jsonl")
    let client = try await client(capabilities: ["window": ["showDocument": ["support": true]]])
    let answer = try await client.execute("parlance.showTrainingReport")
    let uri = try #require(answer["uri"]?.stringValue)
    #expect(uri.hasSuffix("/a%20b/.parlance/training/20260201T000000Z/report.html") && uri.hasPrefix("file:///"))
    let shown = try await client.serverRequests("window/showDocument")
    #expect(shown.map(\.params) == [["uri": .string(uri), "external": true]])
  }

  @Test func withoutATrainingThereIsNoReport() async throws {
    let error = try await client().executionError("parlance.showTrainingReport")
    #expect(error.message.contains("no training has left a report in \(workspace)/.parlance/training"))
  }

  private let watching: JSONValue = ["workspace": ["didChangeWatchedFiles": ["dynamicRegistration": true]]]

  @Test func aClientThatWatchesTellsOfAnotherModel() async throws {
    let client = try await client(capabilities: watching)
    let registration = try #require(try await client.serverRequests("client/registerCapability").first)
    #expect(
      registration.params?["registrations"]?[0]?["registerOptions"] == [
        "watchers": [["globPattern": "**/.parlance/model"]]
      ])
    client.answer(registration, .success(.null))
    client.modelRequests.move(to: "/models/b")
    client.open("python=90 text")
    try await client.settle()
    #expect(client.modelRequests.paths.count == 1)
    for uri in ["file:///v/.parlance/modeller", "file://\(workspace)/.parlance/model"] {
      client.notify("workspace/didChangeWatchedFiles", ["changes": [["uri": .string(uri), "type": 2]]])
    }
    try await client.settle()
    #expect(client.modelRequests.paths.count == 2)
    #expect(try await client.execute("parlance.showModel")["path"] == "/models/b")
  }

  @Test func elsewhereItIsLookedAtWhenADocumentIsOpenedOrSaved() async throws {
    let client = try await client()
    client.open("python=90 text")
    try await client.settle()
    client.modelRequests.move(to: "/models/b")
    client.open("python=90 text")
    try await client.settle()
    // It has just been looked.
    #expect(client.modelRequests.paths.count == 1)
    try await client.pause(.seconds(1))
    client.notify("textDocument/didSave", ["textDocument": ["uri": "untitled:Untitled-1"]])
    try await client.settle()
    #expect(client.modelRequests.paths.count == 2)
  }

  @Test func aModelThatCannotBeLoadedIsTriedOnce() async throws {
    let client = try await client()
    client.modelRequests.fail("broken")
    client.modelRequests.move(to: "/models/b")
    for _ in 0..<3 {
      client.open("python=90 text")
      try await client.pause(.seconds(1))
    }
    #expect(client.modelRequests.paths.count == 2)
    #expect(try await client.shownMessages().count == 1)
    #expect(try await client.hover() != nil)
  }
}
