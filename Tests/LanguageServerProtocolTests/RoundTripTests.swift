import JSON
import LanguageServerProtocol
import Testing

/// Each message as the specification (LSP 3.17) or an editor writes it, read and written again.
@Suite struct RoundTripTests {
  private static let position: JSONValue = ["line": 3, "character": 7]
  private static let range: JSONValue = ["start": position, "end": ["line": 3, "character": 9]]

  private func check<Value: JSONReadable & JSONWritable>(_ type: Value.Type, _ json: JSONValue) throws {
    #expect(try Value(JSONDecodingReader(json)).json == json)
  }

  @Test func requests() throws {
    try check(
      InitializeRequest.self,
      [
        "processId": 12, "clientInfo": ["name": "Neovim", "version": "0.11"], "locale": "en", "rootPath": "/w",
        "rootUri": "file:///w", "initializationOptions": ["announce": true], "trace": "off",
        "capabilities": ["general": ["positionEncodings": ["utf-8", "utf-16"]], "x": [1]],
        "workspaceFolders": [["uri": "file:///w", "name": "w"]], "workDoneToken": "t",
      ])
    try check(
      InitializeResult.self,
      [
        "capabilities": [
          "positionEncoding": "utf-8", "textDocumentSync": ["openClose": true, "change": 2, "save": true],
          "hoverProvider": true, "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
          "experimental": ["a": 1],
        ], "serverInfo": ["name": "parlance", "version": "1"],
      ])
    try check(HoverRequest.self, ["textDocument": ["uri": ""], "position": Self.position, "workDoneToken": 1])
    try check(Hover?.self, .null)
    try check(Hover?.self, ["contents": ["kind": "markdown", "value": "*x*"], "range": Self.range])
    try check(ConfigurationRequest.self, ["items": [["scopeUri": "file://", "section": "parlance"], [:]]])
    try check([JSONValue].self, [.null, ["a": 1]])
    try check(
      RegisterCapabilityRequest.self,
      [
        "registrations": [
          ["id": "1", "method": "workspace/didChangeConfiguration", "registerOptions": ["section": "p"]]
        ]
      ])
    try check(CreateWorkDoneProgressRequest.self, ["token": "t"])
    #expect(try ShutdownRequest(params: nil).params == nil)
    #expect(try ShutdownRequest(params: nil).params == nil)
    #expect(try ShutdownRequest(params: [:]).params == nil)
  }

  @Test func documentNotifications() throws {
    try check(
      DidOpenTextDocumentNotification.self,
      ["textDocument": ["uri": "untitled:Untitled-1", "languageId": "", "version": 0, "text": "é\r\n"]])
    try check(
      DidChangeTextDocumentNotification.self,
      [
        "textDocument": ["uri": "file://", "version": 2],
        "contentChanges": [["range": Self.range, "rangeLength": 2, "text": "x"], ["text": "whole"]],
      ])
    try check(DidChangeTextDocumentNotification.self, ["textDocument": ["uri": ""], "contentChanges": []])
    try check(DidCloseTextDocumentNotification.self, ["textDocument": ["uri": "buffer:1"]])
    try check(DidSaveTextDocumentNotification.self, ["textDocument": ["uri": "a"], "text": "x"])
    try check(DidSaveTextDocumentNotification.self, ["textDocument": ["uri": "a"]])
  }

  @Test func otherNotifications() throws {
    try check(InitializedNotification.self, [:])
    #expect(try InitializedNotification(params: .null).params == [:])
    #expect(try ExitNotification(params: nil).params == nil)
    try check(DidChangeConfigurationNotification.self, ["settings": ["parlance": ["x": 1]]])
    try check(DidChangeConfigurationNotification.self, ["settings": .null])
    try check(
      DidChangeWorkspaceFoldersNotification.self, ["event": ["added": [["uri": "a", "name": "b"]], "removed": []]])
    try check(CancelRequestNotification.self, ["id": 1])
    try check(CancelRequestNotification.self, ["id": "one"])
    try check(SetTraceNotification.self, ["value": "verbose"])
    try check(LogTraceNotification.self, ["message": "m", "verbose": "v"])
    try check(CancelWorkDoneProgressNotification.self, ["token": 5])
    try check(LogMessageNotification.self, ["type": 3, "message": "m"])
    try check(ShowMessageNotification.self, ["type": 1, "message": "m"])
  }

  @Test func progress() throws {
    try check(ProgressNotification.self, ["token": "t", "value": ["kind": "end"]])
    try check(
      WorkDoneProgress.self, ["kind": "begin", "title": "t", "cancellable": true, "message": "m", "percentage": 0])
    try check(WorkDoneProgress.self, ["kind": "report", "percentage": 50])
    try check(WorkDoneProgress.self, ["kind": "end", "message": "m"])
  }

  @Test func ourOwn() throws {
    try check(
      LanguageDetectedNotification.self,
      [
        "textDocument": ["uri": "untitled:1", "version": 4],
        "language": ["id": "python", "name": "Python", "editorId": "python"], "confidence": 0.5,
        "alternatives": [["id": "ruby", "name": "Ruby", "editorId": "ruby", "confidence": 0.25]],
        "decision": "suggest", "reason": "r",
      ])
    try check(
      LanguageDetectedNotification.self,
      [
        "textDocument": ["uri": "untitled:1"], "language": .null, "confidence": 0.5, "alternatives": [],
        "decision": "none", "reason": "r",
      ])
    try check(LanguageChosenNotification.self, ["textDocument": ["uri": ""], "languageId": "go"])
  }
}
