import CodeBlocks
import LanguageServerProtocol
import MarkdownFences

/// Edits of a document's code blocks.
struct CodeBlockEdits: Sendable {
  /// The state that they are for.
  let document: Document
  let edits: [TextEdit]
  /// How many blocks are untagged or mistagged and stay as they are.
  let left: Int
  /// What the user undoes them by.
  let label: String

  /// What writes all tags that are certain.
  init(tagging findings: CodeBlockFindings, _ encoding: TextEncoding) {
    let problems = findings.problems
    document = findings.document
    edits = problems.compactMap { problem in
      problem.suggestion.flatMap { findings.document.tagging(problem.block, $0.tag, encoding) }
    }
    left = problems.count - edits.count
    label = "Tag code blocks"
  }

  /// One edit of one block.
  init(_ edit: TextEdit, of document: Document, label: String) {
    self.document = document
    edits = [edit]
    left = 0
    self.label = label
  }
}
