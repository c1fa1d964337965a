import JSON
import JSONRPC
import LanguageServer
import LanguageServerProtocol

/// What tests of code blocks need.
extension TestClient {
  static let readme = DocumentURI("file:///tmp/README.md")

  /// A client that is told of diagnostics.
  static func pushed(
    _ textDocument: JSONObject = [:], options: JSONValue? = nil, lookingTakes: Duration = .zero
  ) async throws -> TestClient {
    var members: JSONObject = ["publishDiagnostics": ["versionSupport": true]]
    members.merge(textDocument) { _, new in new }
    return try await TestClient(
      capabilities: ["textDocument": .object(members)], options: options, lookingTakes: lookingTakes)
  }

  /// A client that asks for diagnostics.
  static func pulling(refreshes: Bool, lookingTakes: Duration = .zero) async throws -> TestClient {
    try await TestClient(
      capabilities: [
        "textDocument": ["diagnostic": [:]], "workspace": ["diagnostics": ["refreshSupport": .bool(refreshes)]],
      ], lookingTakes: lookingTakes)
  }

  func openReadme(_ text: String, languageID: String = "markdown", version: Int = 1) {
    open(text, languageID: languageID, uri: TestClient.readme, version: version)
  }

  /// What was published since the last call.
  func published() async throws -> [PublishDiagnosticsNotification] {
    try await settle()
    return try await notifications()
  }

  /// The diagnostics of the last publication; nil if there was none.
  func lastDiagnostics() async throws -> [Diagnostic]? { try await published().last?.diagnostics }

  func sendPull(_ uri: DocumentURI = TestClient.readme, previous: String? = nil) -> RequestID {
    let request = DocumentDiagnosticRequest(
      textDocument: TextDocumentIdentifier(uri: uri), previousResultId: previous)
    return send(DocumentDiagnosticRequest.method, request.params)
  }

  func pull(_ uri: DocumentURI = TestClient.readme, previous: String? = nil) async throws -> DocumentDiagnosticReport {
    try DocumentDiagnosticReport(JSONDecodingReader(await answer(to: sendPull(uri, previous: previous)).get()))
  }

  func codeActions(
    _ range: PositionRange, only: [String]? = nil, trigger: CodeActionTriggerKind? = nil,
    diagnostics: [Diagnostic] = [], uri: DocumentURI = TestClient.readme
  ) async throws -> [CommandOrCodeAction] {
    let context = CodeActionContext(
      diagnostics: diagnostics, only: only?.map(CodeActionKind.init(rawValue:)), triggerKind: trigger)
    let params = CodeActionRequest(textDocument: TextDocumentIdentifier(uri: uri), range: range, context: context)
    let answer = try await request(CodeActionRequest.method, params.params)
    return try [CommandOrCodeAction]?(JSONDecodingReader(answer)) ?? []
  }
}

extension CommandOrCodeAction {
  var title: String {
    switch self {
    case .command(let command): command.title
    case .codeAction(let action): action.title
    }
  }

  var action: CodeAction? {
    if case .codeAction(let action) = self { action } else { nil }
  }
}

extension WorkspaceEdit {
  /// The edits of the one document that it is about.
  var onlyEdits: [TextEdit] { documentChanges?.first?.edits ?? changes?.values.first ?? [] }

  /// A text with the edits made in it, as an editor makes them.
  func applied(to text: String, _ encoding: TextEncoding = .utf16) -> String {
    let original = DocumentText(text)
    var result = original
    let edits = onlyEdits.map { edit in
      let (start, end) = (edit.range.start, edit.range.end)
      return (
        original.range(
          from: TextPosition(line: start.line, character: start.character),
          to: TextPosition(line: end.line, character: end.character), in: encoding), edit.newText
      )
    }
    for (range, text) in edits.sorted(by: { $0.0.lowerBound > $1.0.lowerBound }) { result.replace(range, with: text) }
    return result.string
  }
}
