import CodeBlocks
import LanguageServerProtocol
import MarkdownFences

/// The hints on the blocks of some lines.
struct BlockHints: Sendable {
  let encoding: TextEncoding
  let text: HoverText
  let lines: ClosedRange<Int>

  func hints(_ findings: CodeBlockFindings) -> [InlayHint] {
    // A block may reach into these lines from above; its hint stands on its first.
    findings.problems(in: lines).filter { lines.contains($0.block.firstLine) }
      .compactMap { hint($0, findings.document) }
  }

  /// Nil where the tag is wrong and not missing, and where it is not certain what is missing.
  private func hint(_ problem: CodeBlockProblem, _ document: Document) -> InlayHint? {
    let block = problem.block
    guard problem.wrongTag == nil, let suggestion = problem.suggestion,
      let edit = document.tagging(block, suggestion.tag, encoding)
    else { return nil }
    return InlayHint(
      position: edit.range.start, label: .string("\(suggestion.tag) \(HoverText.percent(suggestion.confidence))"),
      textEdits: [edit], tooltip: problem.prediction.map { .markup(text.contents($0)) }, paddingLeft: true)
  }
}
