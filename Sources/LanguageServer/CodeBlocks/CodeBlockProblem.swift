import Classification
import CodeBlocks
import MarkdownFences

/// A code block whose tag is missing or wrong, and what may be written in its place.
struct CodeBlockProblem: Sendable {
  /// How many tags are offered where the classifier is not sure.
  private static let mostCandidates = 3
  /// A tag less probable than this is not offered, unless it is the best.
  private static let leastProbability = 0.05

  let block: CodeBlock
  /// The tag that is wrong; nil where there is none.
  let wrongTag: String?
  /// What may be written without asking; nil where the classifier is not sure.
  let suggestion: TagSuggestion?
  /// What may be offered: the suggestion, or else the best few, the best one first.
  let candidates: [TagSuggestion]

  /// The problem that a block has; nil where it has none, or nobody has looked yet.
  ///
  /// Nothing is said about a block that is not finished: while its closing fence is missing, it holds what follows it.
  init?(_ element: CodeBlockFindings.Element, in findings: CodeBlockFindings) {
    switch element.verdict {
    case .untagged(let suggestion): (wrongTag, self.suggestion) = (nil, suggestion)
    case .mistagged(let tag, let suggestion): (wrongTag, self.suggestion) = (tag, suggestion)
    case .tagged, .leftAlone, nil: return nil
    }
    block = element.block
    guard block.isClosed, !Self.holdsAnotherOpening(block, findings.document) else { return nil }
    candidates = suggestion.map { [$0] } ?? Self.candidates(element.prediction, findings.judge)
  }

  private static func candidates(_ prediction: Prediction?, _ judge: CodeBlockJudge) -> [TagSuggestion] {
    guard let prediction else { return [] }
    let all = judge.suggestions(prediction, count: mostCandidates)
    return all.filter { $0 == all.first || $0.confidence >= leastProbability }
  }

  /// Whether a line of the code would open a block of its own, with an info string, by a fence that could have closed
  /// this one: then this block's own closing fence is missing, and it was closed by another's.
  private static func holdsAnotherOpening(_ block: CodeBlock, _ document: Document) -> Bool {
    guard let fence = block.openingFence, let character = document.text.bytes(in: fence).first else { return false }
    return block.content.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
      let indented = line.drop { $0 == UInt8(ascii: " ") }
      let rest = indented.drop { $0 == character }
      guard line.count - indented.count <= 3, indented.count - rest.count >= fence.count else { return false }
      return rest.contains { $0 > 0x20 } && (character == UInt8(ascii: "~") || !rest.contains(character))
    }
  }
}

extension CodeBlockFindings {
  /// All problems that are known, in the order of the text.
  var problems: [CodeBlockProblem] { all.compactMap { CodeBlockProblem($0, in: self) } }

  /// Those of the blocks that have a line in `lines`.
  func problems(in lines: ClosedRange<Int>) -> [CodeBlockProblem] {
    touching(lines).compactMap { CodeBlockProblem($0, in: self) }
  }
}
