import JSON
import JSONRPC
import Testing

/// The check that all tests of this target go through sees what is wrong.
@Suite struct ProtocolShapesTests {
  private let shapes: ProtocolShapes

  init() throws { shapes = try ProtocolShapes() }

  @Test(
    arguments: [
      ("textDocument/hover", .null), ("shutdown", .null), ("workspace/executeCommand", [1, .null]),
      ("textDocument/hover", ["contents": ["kind": "markdown", "value": "x"]]),
      ("textDocument/diagnostic", ["kind": "full", "items": []]),
      ("textDocument/inlayHint", [["position": ["line": 0, "character": 0], "label": "x", "paddingLeft": true]]),
    ] as [(String, JSONValue)])
  func rightAnswers(_ method: String, _ value: JSONValue) {
    #expect(shapes.complaint(about: .response(id: .integer(1), result: .success(value)), answered: method) == nil)
  }

  @Test(
    arguments: [
      ("textDocument/hover", ["contents": ["kind": "html", "value": "x"]]), ("textDocument/hover", [:]),
      ("textDocument/hover", ["contents": "x", "range": .null]), ("shutdown", [:]), ("nonsense", .null),
      ("textDocument/hover", ["contents": "x", "more": 1]), ("textDocument/diagnostic", .null),
      ("textDocument/diagnostic", ["kind": "half", "items": []]),
      ("textDocument/inlayHint", [["position": ["line": -1, "character": 0], "label": "x"]]),
      ("textDocument/completion", ["isIncomplete": false, "items": [["label": "x", "preselect": 1]]]),
      ("initialize", ["capabilities": ["hoverProvider": "yes"]]),
    ] as [(String, JSONValue)])
  func wrongAnswers(_ method: String, _ value: JSONValue) {
    #expect(shapes.complaint(about: .response(id: .integer(1), result: .success(value)), answered: method) != nil)
  }

  @Test(
    arguments: [
      ("textDocument/didOpen", [:]), ("$/progress", ["token": 1, "value": ["kind": "begin"]]),
      ("window/showMessage", ["type": 9, "message": "m"]), ("workspace/diagnostic/refresh", [:]),
      ("parlance/languageDetected", ["textDocument": ["uri": "a", "version": 1]]),
    ] as [(String, JSONValue)])
  func wrongNotifications(_ method: String, _ params: JSONValue) {
    #expect(shapes.complaint(about: .notification(method: method, params: params), answered: nil) != nil)
  }

  @Test func anAnswerThatNobodyAskedFor() {
    #expect(shapes.complaint(about: .response(id: .integer(1), result: .success(.null)), answered: nil) != nil)
  }
}
