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
    findings.touching(lines).filter { lines.contains($0.block.firstLine) }.compactMap { hint($0, findings.document) }
  }

  private func hint(_ element: CodeBlockFindings.Element, _ document: Document) -> InlayHint? {
    let block = element.block
    // A block without an end is being typed, and holds what comes behind it until then.
    guard block.isClosed, case .untagged(let suggestion?) = element.verdict else { return nil }
    let range = document.range(of: block.infoString.range, onLine: block.firstLine, encoding)
    return InlayHint(
      position: range.start, label: .string("\(suggestion.tag) \(HoverText.percent(suggestion.confidence))"),
      textEdits: [TextEdit(range: range, newText: suggestion.tag)],
      tooltip: element.prediction.map { .markup(text.contents($0)) }, paddingLeft: true)
  }
}
