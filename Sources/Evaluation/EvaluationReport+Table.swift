private import Classification
private import Figures

extension EvaluationReport {
  /// The report for people: the figures, accuracy by length, a line a language (the largest first) and the worst
  /// confusions.
  package func table(worstConfusions: Int = 20) -> String {
    (summaryLines + lengthLines + languageLines + confusionLines(worstConfusions) + unknownLines)
      .joined(separator: "\n") + "\n"
  }

  private var summaryLines: [String] {
    [
      "rows          \(rows)" + (abstained > 0 ? " (\(abstained) abstained)" : ""),
      "accuracy      \(percent(accuracy))",
      "macro F1      \(percent(macroF1))",
      "calibration   \(percent(expectedCalibrationError)) expected error, \(CalibrationError.binCount) bins",
    ] + thresholdLines
  }

  private var thresholdLines: [String] {
    let score = atThresholds
    guard score.cleared > 0 else { return [] }
    let share = percent(Double(score.cleared) / Double(max(1, rows)))
    let interval = ThresholdEvidence(rows: score.cleared, right: score.acceptable).interval
    let range = "\(percent(interval.lowerBound)) to \(percent(interval.upperBound))"
    let plain = "              \(score.plainChanged) of \(score.plain) rows of plain text changed"
    return [
      "thresholds    \(score.cleared) rows set without asking (\(share)), \(percent(score.precision)) of them right, "
        + "\(percent(score.acceptablePrecision)) with look-alikes (\(range) by the size of the sample)"
    ] + (score.plain > 0 ? [plain] : [])
  }

  private var lengthLines: [String] {
    ["", "characters       rows  accuracy"]
      + LengthClass.allCases.map { length in
        let score = byLength[length] ?? LengthScore()
        return column(length.rawValue, 12) + right(score.rows, 9) + right(percent(score.accuracy), 10)
      }
  }

  private var languageLines: [String] {
    let names = byLanguage.sorted { ($1.value.support, $0.key) < ($0.value.support, $1.key) }
    let width = max(12, names.map(\.key.count).max() ?? 0)
    return ["", column("language", width) + "  precision    recall        F1   support"]
      + names.map { name, score in
        column(name, width) + right(percent(score.precision), 11) + right(percent(score.recall), 10)
          + right(percent(score.f1), 10) + right(score.support, 10)
      }
  }

  private func confusionLines(_ count: Int) -> [String] {
    let worst = worstConfusions(count)
    guard !worst.isEmpty else { return [] }
    return ["", "worst confusions"]
      + worst.map { right($0.count, 6) + "  \($0.truth) taken for \($0.answer)" }
  }

  private var unknownLines: [String] {
    guard unknown.rows > 0 else { return [] }
    let area = unknown.auroc.map { ", AUROC of the confidence \(percent($0))" } ?? ""
    return [
      "",
      "unknown languages: \(unknown.rows) rows, \(unknown.abstained) abstained, mean confidence "
        + "\(percent(unknown.meanConfidence)) (known: \(percent(unknown.meanConfidenceOfKnown)))\(area)",
    ]
  }
}

/// A share as a percentage with two decimals.
private func percent(_ share: Double) -> String { NumberText.percent(share, 2) }

private func column(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

private func right(_ value: some CustomStringConvertible, _ width: Int) -> String {
  let text = value.description
  return String(repeating: " ", count: max(0, width - text.count)) + text
}
