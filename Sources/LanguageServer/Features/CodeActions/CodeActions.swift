import CodeBlocks
import JSONRPC
import LanguageServerProtocol
import MarkdownFences

/// `textDocument/codeAction`: the quick fixes of code blocks at a place, and all that is certain of a document.
extension ServerLoop {
  func codeActions(_ params: CodeActionRequest, _ id: RequestID) -> RequestOutcome<[CommandOrCodeAction]?> {
    guard let document = documents[params.textDocument.uri], document.isMarkdown else { return .now([]) }
    sees(params.range, in: document.uri)
    let wish = CodeActionWish(params)
    let maker = CodeActionMaker(client: client, diagnostics: diagnosticForm, wish: wish)
    guard maker.canActAtAll, wish.isAny else { return .now([]) }
    // All that is certain of a document is only worked out for those who ask for that.
    return answerAboutBlocks(id, of: document, in: wish.wantsFixAll ? nil : params.range.lines) { findings, _ in
      maker.actions(findings)
    }
  }
}

/// Which code actions a client asks for.
struct CodeActionWish: Sendable {
  let range: PositionRange
  /// Whether the quick fixes at the place are wanted.
  let wantsQuickFixes: Bool
  /// Whether all that is certain of the document is asked for by name.
  let wantsFixAll: Bool
  /// Whether it may be offered where it is known already.
  let takesFixAll: Bool
  /// Whether the editor asks by itself, to show that there is something to do: then only a fence counts as the place.
  let isAutomatic: Bool
  /// Our own diagnostics that the client has at the place.
  let diagnostics: [Diagnostic]

  init(_ params: CodeActionRequest) {
    let kinds = params.context.only ?? []
    range = params.range
    wantsQuickFixes = kinds.isEmpty || kinds.contains { CodeActionKind.quickFix.isKind(of: $0) }
    wantsFixAll = kinds.contains { !$0.rawValue.isEmpty && CodeActionKind.sourceFixAllParlance.isKind(of: $0) }
    takesFixAll = kinds.isEmpty || kinds.contains { CodeActionKind.sourceFixAllParlance.isKind(of: $0) }
    isAutomatic = params.context.triggerKind == .automatic
    diagnostics = params.context.diagnostics.filter { $0.source == CodeBlockDiagnostics.source }
  }

  /// Whether anything is wanted that there is.
  var isAny: Bool { wantsQuickFixes || takesFixAll }
}
