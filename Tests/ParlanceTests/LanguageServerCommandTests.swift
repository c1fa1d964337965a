import JSON
import JSONRPC
import Testing

/// A few sessions with the real program; `LanguageServerTests` has all the others.
@Suite struct LanguageServerCommandTests {
  private let initialize: JSONValue = [
    "processId": .null, "rootUri": .null,
    "capabilities": ["experimental": ["parlance/languageDetected": true]],
    "initializationOptions": ["detection": ["minimumConfidence": 0.1, "debounceMilliseconds": 0]],
  ]
  private let place: JSONValue = [
    "textDocument": ["uri": "untitled:1"], "position": ["line": 0, "character": 0],
  ]

  private func open(_ text: String) -> JSONValue {
    ["textDocument": ["uri": "untitled:1", "languageId": "plaintext", "version": 1, "text": .string(text)]]
  }

  @Test(arguments: [[], ["--stdio"], ["--stdio", "--clientProcessId=1"]])
  func namesTheLanguageOfABuffer(arguments: [String]) throws {
    let server = try ServerProgram(arguments)
    #expect(try server.request(1, "initialize", initialize)?["serverInfo"]?["name"] == "parlance")
    try server.notify("initialized", [:])
    try server.notify("textDocument/didOpen", open("def main():\n    print(\"hello\")\n"))
    let hover = try server.request(2, "textDocument/hover", place)
    #expect(hover?["contents"]?["value"]?.stringValue?.hasPrefix("CSS, 23 % sure") == true)
    guard case .notification("parlance/languageDetected", let params) = server.others.last else {
      Issue.record("no announcement before the hover: \(server.others)")
      return
    }
    #expect(params?["language"] == ["id": "css", "name": "CSS", "editorId": "css"])
    #expect(params?["textDocument"] == ["uri": "untitled:1", "version": 1])
    #expect(try server.request(3, "shutdown") == .null)
    try server.notify("exit")
    let (status, errors) = try server.end()
    #expect(status == 0)
    // The one line that says which model answered.
    #expect(errors.contains("the model that answers: "))
    #expect(errors.split(separator: "\n").count == 1, "\(errors)")
  }

  @Test func endsWithItsInput() throws {
    let server = try ServerProgram()
    _ = try server.request(1, "initialize", initialize)
    #expect(try server.end().status == 1)
  }

  @Test func goesOnAfterWhatIsNoMessage() throws {
    let server = try ServerProgram()
    try server.send(bytes: Array("junk\r\ncontent-length: 3\n\n{x}".utf8))
    guard case .response(nil, .failure(let error)) = server.next() else {
      Issue.record("bad JSON got no answer")
      return
    }
    #expect(error.code == .parseError)
    #expect(try server.request(1, "initialize", initialize) != nil)
  }

  @Test func saysWhyThereIsNoModel() throws {
    let server = try ServerProgram(["--model", "/nonexistent/model"])
    _ = try server.request(1, "initialize", initialize)
    try server.notify("textDocument/didOpen", open("def main():\n    print(\"hello\")\n"))
    let hover = try server.request(2, "textDocument/hover", place)
    #expect(hover?["contents"]?["value"]?.stringValue?.contains("/nonexistent/model") == true)
    guard case .notification("window/showMessage", let params) = server.others.last else {
      Issue.record("the user was told nothing")
      return
    }
    #expect(params?["type"] == 1)
    #expect(try server.end().status == 1)
  }
}
