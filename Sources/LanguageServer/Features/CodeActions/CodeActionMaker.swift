import CodeBlocks
import JSON
import LanguageServerProtocol
import MarkdownFences

/// Makes code actions of what is known of code blocks: with their edits, or, for a client that takes no literals, as
/// commands that ask for the edits.
struct CodeActionMaker: Sendable {
  /// A selection of more blocks than this gets quick fixes for these alone: nobody reads a longer menu.
  private static let mostBlocks = 10

  let client: ClientProfile
  let diagnostics: CodeBlockDiagnostics
  let wish: CodeActionWish

  /// A client that takes neither literals nor edits that the server asks for has nothing of a code action.
  var canActAtAll: Bool { client.capabilities.hasCodeActionLiterals || client.capabilities.appliesEdits }

  /// What is wanted, the quick fixes first.
  func actions(_ findings: CodeBlockFindings) -> [CommandOrCodeAction] {
    var actions: [CommandOrCodeAction] = []
    if wish.wantsQuickFixes {
      let problems = findings.problems(in: wish.range.lines).filter { isMeant($0) }
      for problem in problems.prefix(Self.mostBlocks) {
        actions += quickFixes(problem, findings.document, namesLine: problems.count > 1)
      }
    }
    if wish.takesFixAll, findings.isComplete, let action = fixAll(findings) { actions.append(action) }
    return actions
  }

  private func isMeant(_ problem: CodeBlockProblem) -> Bool {
    !wish.isAutomatic || wish.range.lines.contains(problem.block.firstLine)
  }

  private func quickFixes(
    _ problem: CodeBlockProblem, _ document: Document, namesLine: Bool
  ) -> [CommandOrCodeAction] {
    let place = namesLine ? " (line \(problem.block.firstLine + 1))" : ""
    let instead = problem.wrongTag.map { " instead of `\($0)`" } ?? ""
    let line = JSONValue.integer(problem.block.firstLine)
    var actions = problem.candidates.compactMap { candidate in
      document.tagging(problem.block, candidate.tag, diagnostics.encoding).map { edit in
        action(
          "Tag as `\(candidate.tag)`\(instead)\(place)", .quickFix, problem, document, [edit],
          isPreferred: candidate == problem.suggestion,
          Command(
            title: "Tag as `\(candidate.tag)`", command: CommandName.tagCodeBlock,
            arguments: [document.uri.json, line, .string(candidate.tag)]))
      }
    }
    if let edit = document.silencing(problem.block, diagnostics.encoding) {
      actions.append(
        action(
          "Silence with a comment\(place)", .quickFix, problem, document, [edit], isPreferred: false,
          Command(
            title: "Silence", command: CommandName.silenceCodeBlock, arguments: [document.uri.json, line])))
    }
    return actions
  }

  /// All that is certain; nil where nothing is.
  private func fixAll(_ findings: CodeBlockFindings) -> CommandOrCodeAction? {
    let document = findings.document
    let edits = CodeBlockEdits(tagging: findings, diagnostics.encoding).edits
    guard !edits.isEmpty else { return nil }
    return action(
      "Tag all code blocks whose language is certain", .sourceFixAllParlance, nil, document, edits, isPreferred: false,
      Command(title: "Tag", command: CommandName.tagCodeBlocks, arguments: [document.uri.json]))
  }

  private func action(
    _ title: String, _ kind: CodeActionKind, _ problem: CodeBlockProblem?, _ document: Document, _ edits: [TextEdit],
    isPreferred: Bool, _ command: Command
  ) -> CommandOrCodeAction {
    guard client.capabilities.hasCodeActionLiterals else {
      return .command(Command(title: title, command: command.command, arguments: command.arguments))
    }
    return .codeAction(
      CodeAction(
        title: title, kind: kind, diagnostics: problem.flatMap { known($0, document) },
        isPreferred: isPreferred && client.capabilities.hasPreferredCodeActions ? true : nil,
        edit: client.workspaceEdit(of: document, edits)))
  }

  /// The diagnostic that is mended, as the client has it; nil where it has none.
  private func known(_ problem: CodeBlockProblem, _ document: Document) -> [Diagnostic]? {
    let own = diagnostics.diagnostic(problem, document)
    let known = wish.diagnostics.filter { $0.range == own.range && $0.code == own.code }
    return known.isEmpty ? nil : known
  }
}
