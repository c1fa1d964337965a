import Evaluation
import JSON
import Testing

@Suite struct ThresholdScoreTests {
  private func row(_ truth: String?, _ predicted: String?, isCleared: Bool = true) -> EvaluationRow {
    EvaluationRow(truth: truth, predicted: predicted, confidence: 0.9, characters: 100, isCleared: isCleared)
  }

  private var report: EvaluationReport {
    EvaluationReport([
      row("python", "python"), row("javascript", "typescript"), row("python", "rust"),
      row("python", "rust", isCleared: false), row("plaintext", "plaintext"), row("plaintext", "python"),
      row("plaintext", "yaml", isCleared: false), row(nil, "python"), row("python", nil),
    ])
  }

  @Test func countsWhatReachesItsThreshold() {
    let score = report.atThresholds
    #expect(score.cleared == 5)
    #expect(score.correct == 2)
    #expect(score.acceptable == 3)
    #expect(score.plain == 3)
    #expect(score.plainChanged == 1)
    #expect(isNear(score.precision, 0.4))
    #expect(isNear(score.acceptablePrecision, 0.6))
  }

  @Test func theReportTellsIt() {
    #expect(
      report.table().contains("thresholds    5 rows set without asking (62.50 %), 40.00 % of them right, 60.00 %"))
    #expect(report.table().contains("1 of 3 rows of plain text changed"))
    #expect(!EvaluationReport([row("python", "python", isCleared: false)]).table().contains("thresholds"))
  }

  @Test func comesBackAsItWasWritten() throws {
    #expect(try EvaluationReport(json: report.json()).atThresholds == report.atThresholds)
  }

  @Test func anEarlierReportHasNone() throws {
    var members = try #require(report.json().objectValue)
    members["atThresholds"] = nil
    #expect(try EvaluationReport(json: .object(members)).atThresholds == ThresholdScore())
  }

  @Test func aBrokenCountIsAnError() throws {
    var members = try #require(report.json().objectValue)
    members["atThresholds"] = ["cleared": -1]
    let error = #expect(throws: JSONFieldError.self) { try EvaluationReport(json: .object(members)) }
    #expect(error?.path == "atThresholds.cleared")
  }
}
