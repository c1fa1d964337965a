internal import Figures
internal import Evaluation

/// What is taken for what: a matrix of the languages that are confused the most, and all confusions as a table.
struct ConfusionSection {
  let report: EvaluationReport

  /// As many as can be read.
  private static let greatestSize = 20
  /// As many as a browser shows without effort.
  private static let greatestRows = 5000

  var html: HTML {
    let all = report.worstConfusions()
    guard !all.isEmpty else {
      return HTML.section("confusions", "Confusions", HTML.paragraph("Every answer is right."))
    }
    let languages = languages(all)
    return HTML.section(
      "confusions", "Confusions",
      """
      <p>\(introduction(languages))</p>
      \(matrix(languages))\
      \(HTML.details("All confusions (\(NumberText.grouped(all.count)))", table(all)))
      """)
  }

  private func introduction(_ languages: [String]) -> String {
    let total = report.byLanguage.count
    let which = languages.count < total ? "The \(languages.count) most confused of \(total) languages. " : ""
    return which + "A row is what a text is, a column what it was taken for; a cell counts snippets, its colour the "
      + "stronger the greater their share of the row."
  }

  /// The languages of the worst confusions, in the order of their names.
  private func languages(_ worst: [Confusion]) -> [String] {
    var chosen: Set<String> = []
    for confusion in worst {
      let pair = Set([confusion.truth, confusion.answer]).subtracting([EvaluationReport.abstention])
      if chosen.union(pair).count <= Self.greatestSize { chosen.formUnion(pair) }
      if chosen.count == Self.greatestSize { break }
    }
    return chosen.sorted()
  }

  // MARK: The matrix

  private func matrix(_ languages: [String]) -> HTML {
    let label = "Confusion matrix of \(languages.count) languages"
    let heads = languages.map { #"<th scope="col"><span>\#($0)</span></th>"# as HTML }.joined()
    return """
      <div class="scroll" tabindex="0" role="region" aria-label="\(label)"><table class="matrix">
      <caption>\(label)</caption>
      <thead><tr><td></td>\(heads)<th scope="col"><span>others</span></th></tr></thead>
      <tbody>
      \(languages.map { row($0, languages) }.joined())</tbody></table></div>

      """
  }

  private func row(_ truth: String, _ languages: [String]) -> HTML {
    let answers = report.confusion[truth] ?? [:]
    let support = report.byLanguage[truth]?.support ?? 0
    let shown = languages.reduce(0) { $0 + (answers[$1] ?? 0) }
    let cells = languages.map { cell(truth, $0, answers[$0] ?? 0, of: support) }.joined()
    return "<tr>\(HTML.rowHeader(truth))\(cells)\(cell(truth, "others", support - shown, of: support))</tr>\n"
  }

  private func cell(_ truth: String, _ answer: String, _ count: Int, of support: Int) -> HTML {
    guard count > 0, support > 0 else { return "<td></td>" }
    let share = Double(count) / Double(support)
    // Steps of a twelfth; 12 is reached by a share of 60 %, since greater errors are rare.
    let level = truth == answer ? Int((share * 12).rounded(.up)) : min(12, Int((share * 20).rounded(.up)))
    let words = "\(truth) \(truth == answer ? "recognised" : "taken for \(answer)"): \(count) of \(support), "
    return
      #"<td class="\#(truth == answer ? "r" : "w")\#(level)" title="\#(words)\#(NumberText.percent(share))">\#(count)</td>"#
  }

  // MARK: The table

  private func table(_ all: [Confusion]) -> HTML {
    let rows = all.prefix(Self.greatestRows).map { confusion -> HTML in
      let support = report.byLanguage[confusion.truth]?.support ?? 0
      let share = support == 0 ? 0 : Double(confusion.count) / Double(support)
      return [
        HTML.rowHeader(confusion.truth), HTML.cell(Self.name(confusion.answer)),
        HTML.number(NumberText.grouped(confusion.count), sortedBy: Double(confusion.count)),
        HTML.number(NumberText.percent(share), sortedBy: share),
      ].joined()
    }
    let rest = all.count - rows.count
    let table = HTML.table(
      "All confusions", columns: ["language", "taken for", .number("snippets"), .number("of its snippets")],
      rows: Array(rows),
      isSortable: true)
    return rest > 0 ? table + HTML.paragraph("\(NumberText.grouped(rest)) more are left out.") : table
  }

  /// An answer in words.
  static func name(_ answer: String) -> String { answer == EvaluationReport.abstention ? "(no answer)" : answer }
}
