import JSON
import LanguageServerProtocol
import Testing

/// What the types of diagnostics, code actions, completion and the like read and write, beyond what the metaModel's
/// messages show.
@Suite struct FeatureTypeTests {
  private static let range: JSONValue = ["start": ["line": 1, "character": 2], "end": ["line": 1, "character": 2]]

  private func check<Value: JSONReadable & JSONWritable>(_ type: Value.Type, _ json: JSONValue) throws {
    #expect(try Value(JSONDecodingReader(json)).json == json)
  }

  @Test func kindsThatNobodyKnowsYetAreKept() throws {
    try check(
      Diagnostic.self, ["range": Self.range, "severity": 9, "code": "x", "message": "m", "tags": [77], "data": [1]])
    try check(CodeActionContext.self, ["diagnostics": [], "only": ["refactor.new"], "triggerKind": 5])
    try check(CompletionItem.self, ["label": "l", "kind": 99, "insertTextFormat": 3])
  }

  @Test func reportsAreToldByTheirKind() throws {
    try check(DocumentDiagnosticReport.self, ["kind": "unchanged", "resultId": "1"])
    try check(DocumentDiagnosticReport.self, ["kind": "full", "items": []])
    #expect(throws: JSONFieldError.self) {
      try DocumentDiagnosticReport(JSONDecodingReader(["kind": "half", "items": []]))
    }
  }

  @Test func commandsAndCodeActionsAreToldByTheirCommand() throws {
    let command: JSONValue = ["title": "t", "command": "c", "arguments": [.null, 1]]
    #expect(
      try CommandOrCodeAction(JSONDecodingReader(command))
        == .command(Command(title: "t", command: "c", arguments: [.null, 1])))
    let action: JSONValue = ["title": "t", "command": command]
    guard case .codeAction(let read) = try CommandOrCodeAction(JSONDecodingReader(action)) else {
      Issue.record("a code action was taken for a command")
      return
    }
    #expect(read.command?.command == "c")
  }

  @Test func aDocumentWithoutAVersionSaysSo() throws {
    let identifier = OptionalVersionedTextDocumentIdentifier(uri: DocumentURI("a"))
    #expect(identifier.json == ["uri": "a", "version": .null])
    #expect(TextDocumentRegistrationOptions().json == ["documentSelector": .null])
  }

  @Test func editsKeepTheOrderOfTheirDocuments() throws {
    let edits: JSONValue = [["range": Self.range, "newText": "x"]]
    let edit = try WorkspaceEdit(JSONDecodingReader(["changes": ["b": edits, "": [], "a": edits]]))
    #expect(edit.changes.map { $0.keys.map(\.rawValue) } == ["b", "", "a"])
    #expect(edit.json["changes"]?.objectValue.map { Array($0.keys) } == ["b", "", "a"])
  }

  @Test(arguments: [
    ("quickfix", "quickfix", true), ("quickfix", "", true), ("source.fixAll.parlance", "source", true),
    ("source.fixAll.parlance", "source.fixAll", true), ("source.fixAll", "source.fixAll.parlance", false),
    ("sourceX", "source", false),
  ])
  func kindsOfCodeActionsNest(_ kind: String, _ other: String, _ isKind: Bool) {
    #expect(CodeActionKind(rawValue: kind).isKind(of: CodeActionKind(rawValue: other)) == isKind)
  }

  @Test func capabilitiesOfOneFeatureEach() {
    let none = ClientCapabilities([
      "textDocument": ["codeAction": 1, "inlayHint": true], "window": ["showDocument": []],
    ])
    #expect(!none.hasCodeActionLiterals && !none.hasInlayHints && !none.showsDocuments && !none.hasNotebooks)
    let all = ClientCapabilities([
      "textDocument": [
        "codeAction": ["codeActionLiteralSupport": [:], "isPreferredSupport": true], "inlayHint": [:],
        "publishDiagnostics": ["versionSupport": true],
        "completion": ["completionItem": ["preselectSupport": true, "documentationFormat": ["markdown"]]],
      ],
      "workspace": [
        "applyEdit": true, "workspaceEdit": ["documentChanges": true], "inlayHint": ["refreshSupport": true],
        "diagnostics": ["refreshSupport": true], "didChangeWatchedFiles": ["dynamicRegistration": true],
      ],
      "window": ["showDocument": ["support": true], "showMessage": [:]],
      "notebookDocument": ["synchronization": [:]],
    ])
    #expect(all.hasCodeActionLiterals && all.hasPreferredCodeActions && all.hasInlayHints && all.hasDiagnosticVersions)
    #expect(all.hasPreselect && all.completionDocumentationFormat == [.markdown])
    #expect(all.appliesEdits && all.hasDocumentChanges && all.refreshesInlayHints && all.refreshesDiagnostics)
    #expect(all.watchesFiles && all.showsDocuments && all.asksQuestions && all.hasNotebooks)
  }
}
