import CodeBlocks
import JSON
import LanguageServerProtocol
import MarkdownFences

/// Makes diagnostics of what is known of code blocks.
///
/// A wrong tag is a warning: the reader sees wrong colours. A missing one that can be written is information, one that
/// cannot is a hint: many a block is untagged on purpose.
struct CodeBlockDiagnostics: Sendable {
  static let source = "parlance"
  static let untagged = "untagged-code-block"
  static let mistagged = "mistagged-code-block"

  let encoding: TextEncoding
  let names: EditorNames
  /// Whether the client gives back what stands in `data`.
  let keepsData: Bool

  /// About all blocks that have been looked at.
  func all(_ findings: CodeBlockFindings) -> [Diagnostic] {
    findings.problems.map { diagnostic($0, findings.document) }
  }

  /// About one.
  func diagnostic(_ problem: CodeBlockProblem, _ document: Document) -> Diagnostic {
    let block = problem.block
    let place = block.infoString.tagRange ?? block.openingFence ?? block.infoString.range
    return Diagnostic(
      range: document.range(of: place, onLine: block.firstLine, encoding), severity: severity(problem),
      code: .string(problem.wrongTag == nil ? Self.untagged : Self.mistagged), source: Self.source,
      message: message(problem), data: keepsData ? data(problem) : nil)
  }

  private func severity(_ problem: CodeBlockProblem) -> DiagnosticSeverity {
    problem.wrongTag != nil ? .warning : problem.suggestion != nil ? .information : .hint
  }

  private func message(_ problem: CodeBlockProblem) -> String {
    if let tag = problem.wrongTag, let suggestion = problem.suggestion {
      return "This code block is tagged '\(tag)', but looks like \(name(suggestion)) (\(percent(suggestion)) sure)."
    }
    let words = "This code block has no language tag"
    if let suggestion = problem.suggestion {
      return "\(words); it looks like \(name(suggestion)) (\(percent(suggestion)) sure)."
    }
    guard let best = problem.candidates.first else { return "\(words)." }
    return "\(words); perhaps it is \(name(best)) (\(percent(best)))."
  }

  private func name(_ suggestion: TagSuggestion) -> String { names.name(of: suggestion.language) }

  private func percent(_ suggestion: TagSuggestion) -> String { HoverText.percent(suggestion.confidence) }

  /// What may be written, the best first, for a client that makes fixes of its own.
  private func data(_ problem: CodeBlockProblem) -> JSONValue {
    [
      "isSure": .bool(problem.suggestion != nil),
      "tags": .array(
        problem.candidates.map { candidate in
          [
            "tag": .string(candidate.tag), "language": .string(candidate.language),
            "confidence": .number(LanguageDetectedNotification.rounded(candidate.confidence)),
          ]
        }),
    ]
  }
}
