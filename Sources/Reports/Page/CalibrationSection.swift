internal import Figures
internal import Evaluation

/// Whether a confidence of 80 % is right eight times in ten.
struct CalibrationSection {
  let report: EvaluationReport

  var html: HTML {
    let diagram = ReliabilityDiagram(
      bins: report.calibration, expectedError: report.expectedCalibrationError)
    return HTML.section(
      "calibration", "Calibration",
      """
      <p>Expected calibration error \(NumberText.percent(report.expectedCalibrationError, 2)): the mean distance of \
      accuracy from confidence, over \(report.calibration.count) bins. Bars on the dashed line are right as often as they \
      say; the hatched part is the distance. Below: how many answers there are of each confidence.</p>
      <figure><figcaption>Accuracy by confidence</figcaption>
      \(diagram.html)</figure>
      \(HTML.details("The bins as a table", table))
      """)
  }

  private var table: HTML {
    let rows = report.calibration.enumerated().map { place, bin -> HTML in
      let isEmpty = bin.rows == 0
      return [
        HTML.rowHeader(ReliabilityDiagram.range(place, of: report.calibration.count)),
        HTML.number(NumberText.grouped(bin.rows), sortedBy: Double(bin.rows)),
        HTML.number(isEmpty ? "–" : NumberText.percent(bin.meanConfidence), sortedBy: bin.meanConfidence),
        HTML.number(isEmpty ? "–" : NumberText.percent(bin.accuracy), sortedBy: bin.accuracy),
      ].joined()
    }
    return HTML.table(
      "Bins of confidence",
      columns: ["confidence", .number("answers"), .number("mean confidence"), .number("accuracy")], rows: rows)
  }
}
