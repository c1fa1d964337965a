internal import Classification
internal import CodeBlocks
internal import JSON
internal import Languages
internal import MarkdownFences
private import Figures

extension InspectedCodeBlock {
  /// The line of its opening fence, counted from 1.
  var line: Int { block.firstLine + 1 }

  /// Whether it is untagged or mistagged.
  var isProblem: Bool {
    switch verdict {
    case .untagged, .mistagged: true
    case .tagged, .leftAlone: false
    }
  }

  /// The edit that its verdict calls for.
  var edit: TagEdit? { TagEdit(block, verdict) }

  /// What a list says about it: its tag, the verdict, what it looks like.
  var words: String {
    switch verdict {
    case .untagged(let suggestion?): "untagged, looks like \(Self.words(suggestion))"
    case .untagged(nil): "untagged, not sure" + looks
    case .mistagged(let tag, let suggestion):
      "tagged \(Terminal.printable(tag)), looks like \(Self.words(suggestion))"
    case .tagged: "tagged \(Terminal.printable(block.infoString.tag ?? ""))" + looks
    case .leftAlone(let reason): "\(Terminal.printable(Self.shown(block.infoString.text))), \(reason.rawValue)" + looks
    }
  }

  /// What `--fix` says that it did.
  var wordsOfChange: String {
    switch verdict {
    case .untagged(let suggestion?): "wrote \(suggestion.tag) (\(Self.percent(suggestion.confidence)))"
    case .mistagged(let tag, let suggestion):
      "wrote \(suggestion.tag) in place of \(Terminal.printable(tag)) (\(Self.percent(suggestion.confidence)))"
    case .untagged(nil), .tagged, .leftAlone: "unchanged"
    }
  }

  private var looks: String {
    guard let best = prediction?.candidates.first else { return "" }
    return ", looks like \(best.language) (\(Self.percent(best.probability)))"
  }

  private static func words(_ suggestion: TagSuggestion) -> String {
    "\(suggestion.tag) (\(percent(suggestion.confidence)))"
  }

  private static func percent(_ share: Double) -> String { NumberText.percent(share) }

  private static func shown(_ infoString: String) -> String { infoString.isEmpty ? "untagged" : infoString }
}

extension InspectedCodeBlock {
  /// `{"file", "line", "endLine", "tag", "verdict", "language", "confidence", "suggestion"}`
  func json(file: String) -> JSONValue {
    let best = prediction?.candidates.first
    return [
      "file": .string(file), "line": .integer(line), "endLine": .integer(block.lines.upperBound),
      "infoString": .string(block.infoString.text),
      "tag": block.infoString.tag.map(JSONValue.string) ?? .null, "verdict": .string(verdict.name),
      "language": best.map { .string($0.language) } ?? .null,
      "confidence": best.map { .number(($0.probability * 10_000).rounded() / 10_000) } ?? .null,
      "suggestion": verdict.suggestion.map { .string($0.tag) } ?? .null,
    ]
  }
}

extension CodeBlockVerdict {
  fileprivate var name: String {
    switch self {
    case .untagged: "untagged"
    case .mistagged: "mistagged"
    case .tagged: "tagged"
    case .leftAlone: "left alone"
    }
  }

  fileprivate var suggestion: TagSuggestion? {
    switch self {
    case .untagged(let suggestion): suggestion
    case .mistagged(_, let suggestion): suggestion
    case .tagged, .leftAlone: nil
    }
  }
}
