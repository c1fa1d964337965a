internal import Figures
internal import Evaluation

/// A row a language, the ones with the most snippets first.
struct LanguagesSection {
  let report: EvaluationReport

  var html: HTML {
    let languages = report.byLanguage.sorted { ($1.value.support, $0.key) < ($0.value.support, $1.key) }
    let rows = languages.map { name, score -> HTML in
      [
        HTML.rowHeader(name), Self.share(score.precision), Self.share(score.recall), Self.share(score.f1),
        HTML.number(NumberText.grouped(score.support), sortedBy: Double(score.support)),
      ].joined()
    }
    return HTML.section(
      "languages", "By language",
      HTML.table(
        "Precision, recall and F1 of \(rows.count) languages",
        columns: ["language", .number("precision"), .number("recall"), .number("F1"), .number("snippets")], rows: rows,
        isSortable: true))
  }

  private static func share(_ value: Double) -> HTML { HTML.number(NumberText.percent(value), sortedBy: value) }
}
