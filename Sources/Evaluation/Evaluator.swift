package import Classification
package import Corpus

/// Runs a classifier over labelled snippets, by the code that users' texts go through.
///
/// The classifier is handed over as a function of many texts, so that the caller decides on options and threads.
package enum Evaluator {
  /// How many snippets are classified between two reports of progress.
  private static let chunk = 512

  /// Answers every snippet by `predict` and measures the answers, also at the thresholds of `calibration`; `progress` is
  /// told how many are done, after each chunk.
  package static func evaluate(
    _ snippets: [Snippet], calibration: Calibration = Calibration(), progress: (Int) -> Void = { _ in },
    predict: ([[UInt8]]) -> [Prediction]
  ) -> EvaluationReport {
    let rows = answer(snippets, calibration: calibration, progress: progress, predict: predict)
    return EvaluationReport(rows) { snippets[$0].text }
  }

  /// The answers to every snippet by `predict`.
  package static func answer(
    _ snippets: [Snippet], calibration: Calibration = Calibration(), progress: (Int) -> Void = { _ in },
    predict: ([[UInt8]]) -> [Prediction]
  ) -> [EvaluationRow] {
    var rows: [EvaluationRow] = []
    rows.reserveCapacity(snippets.count)
    for start in stride(from: 0, to: snippets.count, by: chunk) {
      let part = snippets[start..<min(start + chunk, snippets.count)]
      rows += zip(part, predict(part.map { Array($0.text.utf8) })).map { row($0, $1, calibration) }
      progress(rows.count)
    }
    return rows
  }

  /// What is counted of one answered snippet.
  package static func row(
    _ snippet: Snippet, _ prediction: Prediction, _ calibration: Calibration = Calibration()
  ) -> EvaluationRow {
    let characters = snippet.text.unicodeScalars.count
    return EvaluationRow(
      truth: snippet.language, predicted: prediction.language, confidence: prediction.confidence,
      characters: characters, group: snippet.group,
      isCleared: prediction.candidates.first.map { calibration.clears($0, characters: characters) } ?? false)
  }

  /// The calibration with a temperature fitted to `logits` of the snippets whose language is among `labels` (the order
  /// of the logits); its other fields stay, and `description` says in `calibration.json` what the snippets were.
  package static func calibrate(
    _ calibration: Calibration, labels: [String], on snippets: [Snippet], description: String,
    logits: ([[UInt8]]) -> [[Float]]
  ) -> Calibration {
    let numbers = Dictionary(zip(labels, labels.indices), uniquingKeysWith: { first, _ in first })
    let known = snippets.filter { $0.language.flatMap { numbers[$0] } != nil }
    let answers = logits(known.map { Array($0.text.utf8) })
    let truths = known.map { $0.language.flatMap { numbers[$0] } ?? -1 }
    let fit = TemperatureFitting.fit(logits: answers, labels: truths)
    var calibration = calibration
    calibration.temperature = fit.temperature
    calibration.rows = fit.rows
    calibration.fittedOn = description
    calibration.expectedCalibrationError = expectedError(answers, truths, temperature: fit.temperature)
    return calibration
  }

  /// The expected calibration error of logits (B, K) divided by `temperature`.
  private static func expectedError(_ logits: [[Float]], _ truths: [Int], temperature: Double) -> Double {
    let names = (logits.first ?? []).indices.map(String.init)
    let ranking = Ranking(labels: names, temperature: temperature, options: .init())
    let rows = zip(logits, truths).filter { $0.0.count == names.count }.map { row, truth in
      let prediction = ranking.prediction(windows: [row[...]])
      return (confidence: prediction.confidence, isCorrect: prediction.language == String(truth))
    }
    return CalibrationError.expected(rows)
  }
}
