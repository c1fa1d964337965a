package import JSON

extension EvaluationReport {
  /// The report for programs: `accuracy`, `macroF1`, `expectedCalibrationError`, `byLength`, `byLanguage`, `confusion`,
  /// `unknown`, `atThresholds`, `calibrationBins`, `examples`, and the counts `rows`, `correct`, `abstained`. Languages in the order of
  /// their ids.
  package func json() -> JSONValue {
    .object([
      "rows": .integer(rows), "correct": .integer(correct), "abstained": .integer(abstained),
      "accuracy": .number(accuracy), "macroF1": .number(macroF1),
      "expectedCalibrationError": .number(expectedCalibrationError),
      "byLength": byLengthJSON, "byLanguage": byLanguageJSON, "confusion": confusionJSON, "unknown": unknown.json,
      "atThresholds": atThresholds.json,
      "calibrationBins": .array(calibration.enumerated().map { $1.json(place: $0, of: calibration.count) }),
      "examples": .array(examples.map(\.json)),
    ])
  }

  private var byLengthJSON: JSONValue {
    var members = JSONObject()
    for length in LengthClass.allCases {
      let score = byLength[length] ?? LengthScore()
      members[length.rawValue] = .object([
        "rows": .integer(score.rows), "correct": .integer(score.correct), "accuracy": .number(score.accuracy),
      ])
    }
    return .object(members)
  }

  private var byLanguageJSON: JSONValue {
    var members = JSONObject()
    for (language, score) in byLanguage.sorted(by: { $0.key < $1.key }) {
      members[language] = .object([
        "precision": .number(score.precision), "recall": .number(score.recall), "f1": .number(score.f1),
        "support": .integer(score.support), "predicted": .integer(score.predicted),
      ])
    }
    return .object(members)
  }

  private var confusionJSON: JSONValue {
    var members = JSONObject()
    for (truth, answers) in confusion.sorted(by: { $0.key < $1.key }) {
      var counts = JSONObject()
      for (answer, count) in answers.sorted(by: { $0.key < $1.key }) { counts[answer] = .integer(count) }
      members[truth] = .object(counts)
    }
    return .object(members)
  }
}

extension CalibrationError.Bin {
  fileprivate func json(place: Int, of count: Int) -> JSONValue {
    .object([
      "above": .number(Double(place) / Double(count)), "upTo": .number(Double(place + 1) / Double(count)),
      "rows": .integer(rows), "correct": .integer(correct), "accuracy": .number(accuracy),
      "meanConfidence": .number(meanConfidence),
    ])
  }
}

extension UnknownScore {
  var json: JSONValue {
    .object([
      "rows": .integer(rows), "abstained": .integer(abstained), "meanConfidence": .number(meanConfidence),
      "meanConfidenceOfKnown": .number(meanConfidenceOfKnown), "auroc": auroc.map(JSONValue.number) ?? .null,
    ])
  }
}
