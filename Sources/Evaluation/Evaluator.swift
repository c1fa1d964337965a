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
}
