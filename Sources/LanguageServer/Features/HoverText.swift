import Classification
import LanguageServerProtocol

/// What a hover says about a prediction: the best language and how sure it is, and all worth naming with their bars.
struct HoverText: Sendable {
  /// How many languages are named.
  private static let rows = 4
  /// A language less probable than this is not named, unless it is the best.
  private static let leastProbability = 0.01
  private static let barWidth = 10

  let kind: MarkupKind
  let names: EditorNames
  /// Below this the headline says that it is not sure.
  let minimumConfidence: Double

  /// The hover about a text; `tag` is what a code block says itself.
  func contents(_ prediction: Prediction, tag: String? = nil) -> MarkupContent {
    guard let best = prediction.candidates.first else {
      return MarkupContent(kind: kind, value: prediction.reason.map { "Parlance: \($0)" } ?? "Parlance: nothing found")
    }
    let named = prediction.candidates(top: Self.rows).filter {
      $0.probability >= Self.leastProbability || $0 == best
    }
    var paragraphs = [headline(best), named.map(row).joined(separator: kind == .markdown ? "  \n" : "\n")]
    if let tag, !tag.isEmpty { paragraphs.append("Tagged \(code(tag))") }
    return MarkupContent(kind: kind, value: paragraphs.joined(separator: "\n\n"))
  }

  /// The hover where there is no detector.
  func contents(_ failure: DetectorFailure) -> MarkupContent {
    MarkupContent(kind: kind, value: "Parlance: no language can be detected: \(escaped(failure.description))")
  }

  private func headline(_ best: Candidate) -> String {
    let name = names.name(of: best.language)
    let shown = kind == .markdown ? "**\(escaped(name))**" : name
    let isSure = best.probability >= minimumConfidence
    return isSure ? "\(shown), \(Self.percent(best.probability)) sure" : "Not sure, perhaps \(shown)"
  }

  private func row(_ candidate: Candidate) -> String {
    let name = names.name(of: candidate.language)
    let bar = code(Self.bar(candidate.probability))
    return "\(bar) \(kind == .markdown ? escaped(name) : name) \(Self.percent(candidate.probability))"
  }

  /// Whole percents, and never "100 %" or "0 %" of what is not quite that.
  static func percent(_ probability: Double) -> String {
    switch probability {
    case ..<0.01: "<1 %"
    case 0.995...: ">99 %"
    default: "\(Int((probability * 100).rounded())) %"
    }
  }

  /// `███████▌░░`
  static func bar(_ probability: Double) -> String {
    let halves = Int((min(max(probability, 0), 1) * Double(barWidth * 2)).rounded())
    let full = String(repeating: "█", count: halves / 2) + (halves % 2 == 1 ? "▌" : "")
    return full + String(repeating: "░", count: barWidth - full.count)
  }

  /// A text as code; quotation marks where there is no markup, or where the text would end the code early.
  private func code(_ text: String) -> String {
    guard kind == .markdown, !text.contains("`") else { return kind == .markdown ? escaped(text) : text }
    return "`\(text)`"
  }

  /// A text that Markdown shall leave alone.
  private func escaped(_ text: String) -> String {
    guard kind == .markdown else { return text }
    return text.reduce(into: "") { result, character in
      if "\\`*_{}[]<>()#+!|&~".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
