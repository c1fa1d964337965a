private import Figures

/// The curves of a run, and its evaluations as a table.
struct CurvesSection {
  let history: RunHistory

  var html: HTML {
    guard !history.progress.isEmpty || !history.evaluations.isEmpty else {
      return HTML.section("curves", "Curves", HTML.paragraph("Nothing has been measured yet."))
    }
    let charts = [loss, accuracy, learningRate, gradientNorm].filter { $0.series.contains { !$0.points.isEmpty } }
    return HTML.section("curves", "Curves", "<div class=\"charts\">\n\(charts.map(\.html).joined())</div>\n\(table)")
  }

  private typealias Progress = LogRecord.Progress
  private typealias Evaluation = LogRecord.Evaluation

  private var loss: LineChart {
    chart(
      "loss", "Loss", [training(\.loss), validation("validation", "b", \.loss)],
      { NumberText.fixed($0, max($1, 1)) })
  }

  private var accuracy: LineChart {
    let series = [training(\.accuracy), validation("validation", "b", \.accuracy)]
    return chart(
      "accuracy", "Accuracy", series + [validation("validation, macro F1", "c", \.macroF1)],
      { NumberText.percent($0, max(0, $1 - 2)) })
  }

  private var learningRate: LineChart {
    chart("rate", "Learning rate", [training(\.learningRate, name: "learning rate")]) { value, _ in
      NumberText.significant(value, 2)
    }
  }

  private var gradientNorm: LineChart {
    chart("norm", "Gradient norm, before clipping", [training(\.gradientNorm, name: "gradient norm")]) {
      NumberText.fixed($0, max($1, 1))
    }
  }

  private func chart(
    _ id: String, _ title: String, _ series: [LineChart.Series], _ text: @escaping (Double, Int) -> String
  ) -> LineChart {
    LineChart(id: id, title: title, series: series, text: text)
  }

  private func training(_ value: (Progress) -> Double?, name: String = "training") -> LineChart.Series {
    let points = history.progress.compactMap { step in value(step).map { (x: Double(step.step), y: $0) } }
    return LineChart.Series(name: name, style: "a", points: points)
  }

  private func validation(_ name: String, _ style: String, _ value: (Evaluation) -> Double?) -> LineChart.Series {
    let points = history.evaluations.compactMap { step in value(step).map { (x: Double(step.step), y: $0) } }
    return LineChart.Series(name: name, style: style, points: points, hasMarks: true)
  }

  private var table: HTML {
    guard !history.evaluations.isEmpty else { return "" }
    let rows = history.evaluations.map { evaluation -> HTML in
      [
        HTML.rowHeader(NumberText.grouped(evaluation.step)), number(evaluation.loss) { NumberText.fixed($0, 4) },
        number(evaluation.accuracy) { NumberText.percent($0, 2) },
        number(evaluation.macroF1) { NumberText.percent($0, 2) }, HTML.cell(evaluation.isBest ? "best so far" : ""),
      ].joined()
    }
    return HTML.details(
      "Evaluations (\(rows.count))",
      HTML.table(
        "Evaluations on the validation snippets",
        columns: ["step", .number("loss"), .number("accuracy"), .number("macro F1"), ""], rows: rows))
  }

  private func number(_ value: Double?, _ text: (Double) -> String) -> HTML {
    HTML.number(value.map(text) ?? "–", sortedBy: value ?? -1)
  }
}
