internal import Figures
internal import Evaluation

/// Accuracy by the length of the text.
struct LengthSection {
  let report: EvaluationReport

  var html: HTML {
    let rows = LengthClass.allCases.map { length -> HTML in
      let score = report.byLength[length] ?? LengthScore()
      return [
        HTML.rowHeader(Self.words(length)), HTML.number(NumberText.grouped(score.rows), sortedBy: Double(score.rows)),
        HTML.number(score.rows == 0 ? "–" : NumberText.percent(score.accuracy), sortedBy: score.accuracy),
        Self.bar(score.accuracy),
      ].joined()
    }
    return HTML.section(
      "lengths", "Accuracy by length",
      HTML.table(
        "Accuracy by length of the text", columns: ["characters", .number("snippets"), .number("accuracy"), ""],
        rows: rows))
  }

  private static func bar(_ share: Double) -> HTML {
    """
    <td class="bar"><svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\
    <rect class="track" width="100" height="8"/>\
    <rect class="fill" width="\(SVG.number(100 * min(1, share)))" height="8"/></svg></td>
    """
  }

  private static func words(_ length: LengthClass) -> String {
    switch length {
    case .under100: "under 100"
    case .under300: "100 to 299"
    case .under1000: "300 to 999"
    case .from1000: "1,000 and more"
    }
  }
}
