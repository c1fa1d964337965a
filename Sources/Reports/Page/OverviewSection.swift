internal import Figures
internal import Evaluation

/// The figures that people look for first, how the run stands, and what they should know.
struct OverviewSection {
  let page: ReportPage

  var html: HTML {
    let status = status
    return """
      \(status.isEmpty ? "" : HTML.paragraph(status))<dl class="figures">
      \((figures + page.facts).map(Self.figure).joined())</dl>
      \(notes)
      """
  }

  private static func figure(_ name: String, _ value: String) -> HTML {
    // Names are longer than figures.
    let style: HTML = value.count > 12 ? #" class="long""# : ""
    return "<div><dt>\(name)</dt><dd\(style)>\(value)</dd></div>\n"
  }

  private var figures: [(name: String, value: String)] { evaluationFigures + runFigures }

  private var evaluationFigures: [(name: String, value: String)] {
    if let report = page.evaluation {
      return [
        ("accuracy", NumberText.percent(report.accuracy)), ("macro F1", NumberText.percent(report.macroF1)),
        ("calibration error", NumberText.percent(report.expectedCalibrationError)),
        ("snippets measured on", NumberText.grouped(report.rows)),
      ] + unknown(report)
    }
    guard let best = page.history?.best else { return [] }
    return [
      ("best accuracy so far", NumberText.percent(best.accuracy)),
      ("best macro F1 so far", best.macroF1.map { NumberText.percent($0) }),
      ("best loss so far", best.loss.map { NumberText.fixed($0, 4) }),
    ].compactMap { name, value in value.map { (name, $0) } }
  }

  private func unknown(_ report: EvaluationReport) -> [(name: String, value: String)] {
    guard report.unknown.rows > 0 else { return [] }
    let area = report.unknown.auroc.map { [("unknown told apart (AUROC)", NumberText.percent($0))] } ?? []
    return [("snippets of unknown languages", NumberText.grouped(report.unknown.rows))] + area
  }

  private var runFigures: [(name: String, value: String)] {
    guard let history = page.history else { return [] }
    var figures = [("step", steps(history))]
    if let last = history.progress.last {
      figures.append(("time", NumberText.clock(last.seconds)))
      figures.append(("tokens a second", NumberText.grouped(Self.wholeNumber(last.tokensPerSecond))))
    }
    if let start = history.start {
      figures += [
        ("parameters", NumberText.grouped(start.parameters)), ("languages", NumberText.grouped(start.labels)),
        ("training snippets", NumberText.grouped(start.trainSnippets)),
      ]
    }
    if !history.skippedSteps.isEmpty {
      figures.append(("skipped steps", NumberText.grouped(history.skippedSteps.count)))
    }
    if history.sessions > 1 {
      figures.append(("resumed", history.sessions == 2 ? "once" : "\(history.sessions - 1) times"))
    }
    return figures
  }

  private func steps(_ history: RunHistory) -> String {
    let last = NumberText.grouped(history.lastStep)
    return history.start.map { "\(last) of \(NumberText.grouped($0.totalSteps))" } ?? last
  }

  private static func wholeNumber(_ value: Double) -> Int { Int(exactly: value.rounded()) ?? 0 }

  private var status: String {
    guard let history = page.history else { return "" }
    guard let start = history.start else { return "The run has not begun yet." }
    if history.savedAccuracy != nil {
      let isEarly = history.lastStep < start.totalSteps
      let best = history.best.map { " The model has the weights after step \(NumberText.grouped($0.step))." } ?? ""
      return (isEarly ? "Finished, stopped early." : "Finished.") + best
    }
    let checkpoint = history.checkpoint.map { "the last checkpoint is of step \(NumberText.grouped($0))" }
    return "Still going on, or interrupted: \(checkpoint ?? "there is no checkpoint yet")."
  }

  private var notes: HTML {
    let all = (page.history?.notes ?? []).map(Self.withoutDirectories) + page.notes
    guard !all.isEmpty else { return "" }
    return HTML.details("Notes (\(all.count))", "<ul>\(all.map { "<li>\($0)</li>\n" as HTML }.joined())</ul>\n")
  }

  /// A note with the last component of each path in it: where files lay on someone's machine is nobody's business.
  static func withoutDirectories(_ words: String) -> String {
    words.split(separator: " ", omittingEmptySubsequences: false).map { word in
      word.lastIndex(of: "/").map { word[word.index(after: $0)...] } ?? word
    }.joined(separator: " ")
  }
}
