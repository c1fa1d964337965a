import JSON
import LanguageServerProtocol
import Testing

@Suite struct ProtocolErrorTests {
  private func complaint(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func complaintsNameTheField() {
    #expect(complaint { _ = try HoverRequest(params: nil) } == "params: expected an object, found null")
    #expect(
      complaint {
        _ = try HoverRequest(params: ["textDocument": ["uri": "a"], "position": ["line": -1, "character": 0]])
      }
        == "params.position.line: -1 is not between 0 and 4294967295")
    #expect(
      complaint { _ = try HoverRequest(params: ["textDocument": ["uri": "a"], "position": ["line": 1]]) }
        == "params.position.character: is missing")
    #expect(
      complaint { _ = try DidOpenTextDocumentNotification(params: ["textDocument": ["uri": 5]]) }
        == "params.textDocument.uri: expected a string, found an integer")
    #expect(
      complaint {
        _ = try DidChangeTextDocumentNotification(
          params: ["textDocument": ["uri": "a", "version": 1], "contentChanges": [["text": "a"], ["text": .null]]])
      } == "params.contentChanges[1].text: expected a string, found null")
    #expect(
      complaint { _ = try CancelRequestNotification(params: ["id": [:]]) }
        == "params.id: expected an integer or a string, found an object")
    #expect(
      complaint { _ = try LogMessageNotification(params: ["type": 9, "message": ""]) }
        == "params.type: 9 is not between 1 and 5")
    #expect(
      complaint { _ = try WorkDoneProgress(JSONDecodingReader(["kind": "x"], path: "value")) }
        == "value.kind: is none of begin, report and end")
    #expect(complaint { _ = try InitializeRequest(params: [:]) } == "params.capabilities: is missing")
    #expect(
      complaint { _ = try InitializeRequest(params: ["capabilities": 1]) }
        == "params.capabilities: expected an object, found an integer")
  }

  @Test func unknownFieldsAndAbsentOptionsAreFine() throws {
    let request = try InitializeRequest(params: ["capabilities": [:], "processId": .null, "new": [1], "rootUri": .null])
    #expect(request.processId == nil)
    #expect(request.capabilities.positionEncodings == [])
    #expect(try DidChangeConfigurationNotification(params: nil).settings == nil)
    #expect(try DidChangeConfigurationNotification(params: []).settings == nil)
  }

  @Test func capabilitiesOfWrongTypesCountAsAbsent() throws {
    let none = ClientCapabilities(
      ["general": ["positionEncodings": 5], "workspace": [], "window": ["workDoneProgress": "yes"], "experimental": 1])
    #expect(none.positionEncodings.isEmpty && !none.hasConfiguration && !none.hasWorkDoneProgress)
    #expect(!none.wantsLanguageDetected && none.hoverContentFormat.isEmpty && !none.pullsDiagnostics)
    let all = ClientCapabilities([
      "general": ["positionEncodings": ["utf-32", 7, "x"]], "experimental": ["parlance/languageDetected": true],
      "workspace": ["configuration": true, "didChangeConfiguration": ["dynamicRegistration": true]],
      "textDocument": ["hover": ["contentFormat": ["plaintext"]], "diagnostic": [:]],
    ])
    #expect(all.positionEncodings == [.utf32, PositionEncodingKind(rawValue: "x")])
    #expect(all.hasConfiguration && all.registersConfigurationChanges && all.pullsDiagnostics)
    #expect(all.wantsLanguageDetected && all.hoverContentFormat == [.plaintext])
  }

  @Test func urisAreOpaque() {
    #expect(DocumentURI("file:///\u{e9}") != DocumentURI("file:///e\u{301}"))
    #expect(DocumentURI("file:///a") != DocumentURI("file:///A"))
    #expect(Set([DocumentURI(""), DocumentURI(""), DocumentURI("file://")]).count == 2)
  }
}
