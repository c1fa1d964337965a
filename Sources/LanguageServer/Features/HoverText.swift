import Classification
import LanguageServerProtocol

/// What a hover says about a prediction: the best language and how sure it is, all worth naming with their bars, and the
/// words that spoke for the best.
struct HoverText: Sendable {
  /// How many languages are named.
  private static let rows = 4
  /// A language less probable than this is not named, unless it is the best.
  private static let leastProbability = 0.01
  private static let barWidth = 10
  /// Words that spoke for a language less probable than this say more about the words than about the text.
  private static let leastExplained = 0.3
  /// A longer word is cut.
  private static let longestWord = 24

  let kind: MarkupKind
  let names: EditorNames
  /// Below this the headline says that it is not sure.
  let minimumConfidence: Double

  /// What is said where the workspace's languages tipped the scale.
  static let tipped =
    "\(DetectionEvidence.tippedWords.prefix(1).uppercased())\(DetectionEvidence.tippedWords.dropFirst())."

  /// Whether it is worth while to look for the words that spoke for the best language.
  static func isWorthExplaining(_ prediction: Prediction) -> Bool {
    (prediction.candidates.first?.probability ?? 0) >= leastExplained
  }

  /// The same as of a hover about a text, without a search for evidence.
  func contents(_ prediction: Prediction) -> MarkupContent { contents(Explanation(prediction)) }

  /// The hover about a text; `lines`, from 0, are those in which was looked for words, where it was not looked in all,
  /// `tag` is what a code block says itself, `notes` are sentences about how the answer came about, as markup.
  func contents(
    _ explanation: Explanation, lines: ClosedRange<Int>? = nil, tag: String? = nil, notes: [String] = []
  ) -> MarkupContent {
    let prediction = explanation.prediction
    guard let best = prediction.candidates.first else {
      return MarkupContent(kind: kind, value: prediction.reason.map { "Parlance: \($0)" } ?? "Parlance: nothing found")
    }
    let named = prediction.candidates(top: Self.rows).filter {
      $0.probability >= Self.leastProbability || $0 == best
    }
    var paragraphs = [headline(best), named.map(row).joined(separator: kind == .markdown ? "  \n" : "\n")]
    if let reason = reason(explanation, lines) { paragraphs.append(reason) }
    paragraphs += notes
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

  /// `Because of ..., in lines 12–40`; nil where there is nothing to say.
  private func reason(_ explanation: Explanation, _ lines: ClosedRange<Int>?) -> String? {
    guard Self.isWorthExplaining(explanation.prediction), !explanation.words.isEmpty else { return nil }
    let words = explanation.words.map { word in
      let shown = word.text.count > Self.longestWord ? word.text.prefix(Self.longestWord) + "…" : word.text[...]
      return kind == .markdown ? Self.codeSpan(String(shown)) : "“\(shown)”"
    }
    let place = lines.map { lines in
      lines.count == 1
        ? ", in line \(lines.lowerBound + 1)" : ", in lines \(lines.lowerBound + 1)–\(lines.upperBound + 1)"
    }
    return "Because of \(words.joined(separator: ", "))\(place ?? "")"
  }

  /// A text as a code span, whatever backticks are in it: the fence is longer than any run of them.
  static func codeSpan(_ text: String) -> String {
    let longest = text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let room = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return fence + room + text + room + fence
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

  /// A text as code, where there is markup.
  private func code(_ text: String) -> String { kind == .markdown ? Self.codeSpan(text) : text }

  /// A text that Markdown shall leave alone.
  private func escaped(_ text: String) -> String {
    guard kind == .markdown else { return text }
    return text.reduce(into: "") { result, character in
      if "\\`*_{}[]<>()#+!|&~".contains(character) { result.append("\\") }
      result.append(character)
    }
  }
}
