internal import Classification
internal import Languages
private import Figures

/// A file's prediction as text: one line for programs that cut lines, a table with bars for a person at a terminal.
struct PredictionText {
  /// How many candidates are told.
  let top: Int
  /// Whether a person looks at it.
  let isTerminal: Bool
  let hasColours: Bool
  /// The longest name of those that stand in one table.
  let nameWidth: Int

  /// The lines about one file. A program finds the name's own bytes there, but for a line feed, which is `\n`: there is one
  /// line a file.
  func lines(_ name: FileName, _ explanation: Explanation) -> [[UInt8]] {
    isTerminal
      ? table(name.text, explanation).map { Array($0.utf8) } : [name.line + Array(": \(answer(explanation))".utf8)]
  }

  /// `python 0.983, ruby 0.010, because of def self`; `none` where the classifier abstained without a candidate.
  private func answer(_ explanation: Explanation) -> String {
    let prediction = explanation.prediction
    var words = prediction.candidates.prefix(top).map { "\($0.language) \(decimals($0.probability))" }
    if prediction.language == nil { words = ["none \(decimals(prediction.confidence))"] + (top > 1 ? words : []) }
    if !explanation.words.isEmpty { words.append(reason(explanation)) }
    return words.joined(separator: ", ")
  }

  /// No word has a space in it.
  private func reason(_ explanation: Explanation) -> String {
    "because of \(explanation.words.map(\.text).joined(separator: " "))"
  }

  private func table(_ name: String, _ explanation: Explanation) -> [String] {
    let prediction = explanation.prediction
    let shown = Terminal.printable(name.replacing("\n", with: "\\n").replacing("\t", with: "\\t"))
    var rows = prediction.candidates.prefix(top).map(row)
    if let reason = prediction.reason {
      rows = [paint("none", .faint) + "  " + reason.description] + (top > 1 ? rows : [])
    }
    if !explanation.words.isEmpty { rows.append(paint(reason(explanation), .faint)) }
    return rows.enumerated().map { index, row in pad(index == 0 ? shown : "", nameWidth) + "  " + row }
  }

  private func row(_ candidate: Candidate) -> String {
    let name = pad(Languages[candidate.language]?.name ?? candidate.language, 18)
    let share = percent(candidate.probability)
    let bar = Bar.text(share: candidate.probability, width: 20)
    return "\(name) \(share) \(paint(bar, Colour(candidate.probability)))"
  }

  private enum Colour: String {
    case green = "32"
    case yellow = "33"
    case red = "31"
    case faint = "2"

    init(_ share: Double) { self = share >= 0.8 ? .green : share >= 0.5 ? .yellow : .red }
  }

  private func paint(_ text: String, _ colour: Colour) -> String {
    hasColours ? "\u{1B}[\(colour.rawValue)m\(text)\u{1B}[0m" : text
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  /// Three decimals: `0.983`.
  private func decimals(_ share: Double) -> String { NumberText.fixed(share, 3) }

  /// One decimal, seven characters wide: ` 98.3 %`.
  private func percent(_ share: Double) -> String {
    let text = NumberText.percent(share)
    return String(repeating: " ", count: max(0, 7 - text.count)) + text
  }
}
