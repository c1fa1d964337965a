import Classification
import CodeBlocks
import MarkdownFences

/// A code block whose tag is missing or wrong, and what may be written in its place. Diagnostics, quick fixes and hints are
/// all made of it, so that none of them speaks of a block of which another is silent.
struct CodeBlockProblem: Sendable {
  /// How many tags are offered where the classifier is not sure.
  private static let mostCandidates = 3
  /// A tag less probable than this is not offered, unless it is the best.
  private static let leastProbability = 0.05

  let block: CodeBlock
  /// The tag that is wrong; nil where there is none.
  let wrongTag: String?
  /// What the classifier says of its code, its best candidates.
  let prediction: Prediction?
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
    prediction = element.prediction
    guard block.isClosed else { return nil }
    candidates = suggestion.map { [$0] } ?? Self.candidates(prediction, findings.tags)
  }

  private static func candidates(_ prediction: Prediction?, _ tags: CodeBlockTags) -> [TagSuggestion] {
    guard let prediction else { return [] }
    let all = tags.suggestions(prediction, count: mostCandidates)
    return all.filter { $0 == all.first || $0.confidence >= leastProbability }
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
