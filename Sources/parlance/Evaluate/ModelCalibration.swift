internal import Classification
internal import Corpus
internal import Evaluation
internal import Tensors

/// Fits what `calibration.json` of a model says to labelled snippets.
struct ModelCalibration {
  let directory: ModelDirectory
  let pool: ThreadPool?

  /// Fits the temperature, and with it the thresholds, and writes them; `name` says there what the snippets were.
  func fit(to snippets: [Snippet], named name: String) throws {
    var model = try directory.load()
    let raw = Classifier(model, precision: .fp32)
    var calibration = Evaluator.calibrate(
      raw.calibration, labels: raw.labels, on: snippets, description: name
    ) { raw.logits($0, pool: pool) }
    guard calibration.rows ?? 0 > 0 else { throw NothingToCalibrate(name: name) }
    model.calibration = calibration
    let fitted = Classifier(model, precision: .fp32)
    let rows = Evaluator.answer(snippets) { fitted.predict($0, pool: pool) }
    calibration.thresholds = ThresholdFitting.fit(rows.compactMap(\.forThresholds))
    calibration.expectedCalibrationError = EvaluationReport(rows).expectedCalibrationError
    calibration.precisionLosses = losses(of: model, on: snippets)
    try directory.save(calibration)
  }

  /// What the model loses in less than single precision; nil where the snippets are too few to tell.
  private func losses(of model: Model, on snippets: [Snippet]) -> PrecisionLosses? {
    guard snippets.count >= PrecisionLosses.leastRows else { return nil }
    return PrecisionLosses(of: model) { classifier in
      EvaluationReport(Evaluator.answer(snippets) { classifier.predict($0, pool: pool) }).accuracy
    }
  }
}

/// No snippet has a language that the model knows.
private struct NothingToCalibrate: Error, CustomStringConvertible {
  let name: String
  var description: String { "\(name): no snippet is in a language of the model; nothing was fitted" }
}
