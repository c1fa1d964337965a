package import Classification

/// Fits all that `calibration.json` says of a model's answers to labelled snippets, from the model's logits: first the
/// temperature, then the languages that are never guessed, the confidences, and the thresholds.
package struct CalibrationFitting: Sendable {
  /// A snippet that the model has looked at.
  package struct Row: Sendable {
    /// Its language; nil for "none that the registry knows".
    let truth: String?
    let group: String?
    let logits: TextLogits

    /// A row of its parts.
    package init(truth: String?, group: String?, logits: TextLogits) {
      self.truth = truth
      self.group = group
      self.logits = logits
    }
  }

  /// How the languages that are never guessed are found.
  package enum Withholding: String, Sendable, CaseIterable {
    /// A snippet is found where the answer is its label.
    case exact
    /// Look-alikes of the label count too, as everywhere else: nobody could tell them apart.
    case lookAlikes = "look-alikes"
  }

  private let labels: [String]
  private let rows: [Row]

  /// A fit of a model with these labels (the order of the logits).
  package init(labels: [String], rows: [Row]) {
    self.labels = labels
    self.rows = rows
  }

  /// A calibration with everything fitted but the precision losses; other fields stay. Without `withholding` the languages
  /// that are never guessed are those of `calibration`. Nil where no row has a language of the model.
  package func fit(_ calibration: Calibration, withholding: Withholding?, description: String?) -> Calibration? {
    var calibration = calibration
    let temperature = temperature()
    guard temperature.rows > 0 else { return nil }
    calibration.temperature = temperature.temperature
    calibration.rows = temperature.rows
    calibration.fittedOn = description
    calibration.confidence = nil
    if let withholding {
      calibration.withheld = nil
      calibration.withheld = withheld(calibration, countsLookAlikes: withholding == .lookAlikes)
    }
    calibration.confidence = ConfidenceFitting.fit(confidenceRows(calibration))
    let calibrated = answers(calibration)
    calibration.thresholds = ThresholdFitting.fit(calibrated.compactMap(\.forThresholds))
    calibration.expectedCalibrationError = EvaluationReport(calibrated).expectedCalibrationError
    return calibration
  }

  /// By how much the logits of languages have to grow that are withheld else; `raised(by:)` has the rows with it.
  package func amounts(
    _ raising: LanguageRaising, _ calibration: Calibration, withholding: Withholding
  ) -> [String: Double] {
    var calibration = calibration
    calibration.withheld = nil
    calibration.confidence = nil
    return raising.amounts { amounts in
      let raised = raised(by: amounts)
      calibration.temperature = raised.temperature().temperature
      return raised.withheld(calibration, countsLookAlikes: withholding == .lookAlikes)
    }
  }

  /// The same fit of a model that gives languages so much more.
  package func raised(by amounts: [String: Double]) -> CalibrationFitting {
    let numbers = labels.map { Float(amounts[$0] ?? 0) }
    return CalibrationFitting(
      labels: labels,
      rows: rows.map { Row(truth: $0.truth, group: $0.group, logits: $0.logits.raised(by: numbers)) })
  }

  /// The answers to all rows by a calibration.
  package func answers(_ calibration: Calibration) -> [EvaluationRow] {
    let ranking = Ranking(labels: labels, calibration: calibration, options: .init())
    return rows.map { row in
      let prediction = ranking.prediction(row.logits)
      let characters = row.logits.length.characters
      return EvaluationRow(
        truth: row.truth, predicted: prediction.language, confidence: prediction.confidence, characters: characters,
        group: row.group,
        isCleared: prediction.candidates.first.map { calibration.clears($0, characters: characters) } ?? false)
    }
  }

  /// The temperature of first windows: how several are put together is the confidence curve's.
  private func temperature() -> TemperatureFitting.Fit {
    let numbers = Dictionary(zip(labels, labels.indices), uniquingKeysWith: { first, _ in first })
    let known = rows.compactMap { row -> (logits: [Float], label: Int)? in
      guard let label = row.truth.flatMap({ numbers[$0] }), let logits = row.logits.windows.first else { return nil }
      return (logits, label)
    }
    return TemperatureFitting.fit(logits: known.map(\.logits), labels: known.map(\.label))
  }

  private func withheld(_ calibration: Calibration, countsLookAlikes: Bool) -> WithheldLanguages {
    let ranking = Ranking(labels: labels, calibration: calibration, options: .init())
    let ranked = rows.compactMap { row in
      row.truth.map { truth in
        WithholdingFitting.Row(truth: truth, ranked: ranking.prediction(row.logits).candidates.map(\.language))
      }
    }
    return WithholdingFitting(labels: labels, rows: ranked, countsLookAlikes: countsLookAlikes).fit()
  }

  /// The answers about texts in a language, as they are without a curve, were they surely in a known one; none about texts
  /// so short that no answer about them may be sure.
  private func confidenceRows(_ calibration: Calibration) -> [ConfidenceFitting.Row] {
    let ranking = Ranking(labels: labels, calibration: calibration, options: .init())
    return rows.compactMap { row in
      let prediction = ranking.prediction(row.logits.ofKnown)
      guard let truth = row.truth, let predicted = prediction.language,
        ConfidenceCurve.canBeSure(marks: row.logits.length.marks)
      else { return nil }
      return ConfidenceFitting.Row(
        probability: prediction.confidence, isRight: predicted == truth, characters: row.logits.length.characters,
        unknown: row.logits.unknown)
    }
  }
}
