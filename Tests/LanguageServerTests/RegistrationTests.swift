import JSON
import JSONRPC
import LanguageServerProtocol
import Testing

@Suite("What is registered while the server runs")
struct RegistrationTests {
  private let everything: JSONValue = [
    "workspace": [
      "didChangeConfiguration": ["dynamicRegistration": true], "didChangeWatchedFiles": ["dynamicRegistration": true],
    ], "textDocument": ["inlayHint": ["dynamicRegistration": true]],
  ]

  private func registered(_ client: TestClient) async throws -> [Registration] {
    try await client.serverRequests(RegisterCapabilityRequest.method).flatMap {
      try RegisterCapabilityRequest(params: $0.params).registrations
    }
  }

  private func unregistered(_ client: TestClient) async throws -> [Unregistration] {
    try await client.serverRequests(UnregisterCapabilityRequest.method).flatMap {
      try UnregisterCapabilityRequest(params: $0.params).unregisterations
    }
  }

  @Test func whoLetsNothingBeRegisteredIsAskedForNothing() async throws {
    let client = try await TestClient(capabilities: [:])
    #expect(try await registered(client).isEmpty)
  }

  @Test func onceAndOnlyAfterInitialized() async throws {
    let client = TestClient()
    let result = try await client.request("initialize", ["capabilities": everything])
    #expect(result["capabilities"]?["inlayHintProvider"] == nil)
    #expect(try await registered(client).isEmpty)
    client.notify("initialized", [:])
    #expect(
      try await registered(client).map(\.method) == [
        "workspace/didChangeConfiguration", "workspace/didChangeWatchedFiles", "textDocument/inlayHint",
      ])
  }

  @Test func hintsGoAndComeWithTheirSetting() async throws {
    let client = try await TestClient(capabilities: everything)
    for isOn in [false, false, true] {
      client.notify(
        "workspace/didChangeConfiguration",
        ["settings": ["parlance": ["markdown": ["inlayHints": .bool(isOn)]]]])
    }
    #expect(try await unregistered(client).map(\.method) == ["textDocument/inlayHint"])
    #expect(try await registered(client).map(\.method).filter { $0 == "textDocument/inlayHint" }.count == 2)
  }

  @Test func aClientThatRefusesIsNotAskedAgain() async throws {
    let client = try await TestClient(capabilities: everything)
    for request in try await client.serverRequests(RegisterCapabilityRequest.method) {
      client.answer(request, .failure(ResponseError(.methodNotFound, "no")))
    }
    client.notify("workspace/didChangeConfiguration", ["settings": ["parlance": ["detection": ["mode": "off"]]]])
    #expect(try await client.serverRequests(RegisterCapabilityRequest.method).count == 1)
  }

  @Test func theWorkspacesModelIsLoadedWhenItChanges() async throws {
    let client = try await TestClient(capabilities: everything)
    client.notify(
      DidChangeWatchedFilesNotification(changes: [
        FileEvent(uri: DocumentURI("file:///w/.parlance/model"), type: .changed)
      ]))
    client.notify(
      DidChangeWatchedFilesNotification(changes: [FileEvent(uri: DocumentURI("file:///w/a.py"), type: .changed)]))
    try await client.settle()
    #expect(client.modelRequests.paths.count == 2)
  }
}

@Suite("Workspace folders")
struct WorkspaceFolderTests {
  private func client() async throws -> TestClient {
    let client = TestClient()
    let result = try await client.request(
      "initialize", ["capabilities": [:], "workspaceFolders": [["uri": "file:///a", "name": "a"]]])
    #expect(
      result["capabilities"]?["workspace"]?["workspaceFolders"] == ["supported": true, "changeNotifications": true])
    client.notify("initialized", [:])
    return client
  }

  private func change(_ client: TestClient, added: [String] = [], removed: [String] = []) async throws {
    let folders = { (uris: [String]) in uris.map { WorkspaceFolder(uri: DocumentURI($0), name: $0) } }
    client.notify(
      DidChangeWorkspaceFoldersNotification(
        event: WorkspaceFoldersChangeEvent(added: folders(added), removed: folders(removed))))
    try await client.settle()
  }

  @Test func theModelIsLookedForInThoseThatAreOpen() async throws {
    let client = try await client()
    try await change(client, added: ["file:///b", "file:///a"])
    try await change(client, removed: ["file:///a"])
    #expect(client.modelRequests.folders == [["/a"], ["/a", "/b"], ["/b"]])
  }

  @Test func whatIsNoFolderOfThisMachineChangesNothing() async throws {
    let client = try await client()
    try await change(client, added: ["untitled:x", "", "vscode-remote://x/y", "file://host/x"], removed: ["file:///c"])
    client.notify("workspace/didChangeWorkspaceFolders", ["event": ["added": 1, "removed": []]])
    client.notify("workspace/didChangeWorkspaceFolders", [:])
    try await client.settle()
    #expect(client.modelRequests.folders == [["/a"]])
  }

  @Test func afterABrokenFolderTheServerGoesOn() async throws {
    let client = try await client()
    client.modelRequests.fail("not a directory")
    try await change(client, added: ["file:///dev/null", "file:///nonexistent"])
    client.open("python=90 text")
    #expect(try await client.hover()?.contents.value.contains("Python") == true)
  }
}
