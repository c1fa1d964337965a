internal import Classification
internal import Corpus
internal import Evaluation
internal import Tensors

/// Fits what `calibration.json` of a model says to labelled snippets.
struct ModelCalibration {
  let directory: ModelDirectory
  let pool: ThreadPool?
  /// How the languages that are never guessed are found; nil: they stay what they are.
  let withholding: CalibrationFitting.Withholding?

  /// Fits it and writes it; `name` says there what the snippets were.
  func fit(to snippets: [Snippet], named name: String) throws {
    var model = try directory.load()
    let raw = Classifier(model, precision: .fp32)
    let logits = raw.logits(snippets.map { Array($0.text.utf8) }, pool: pool)
    let fitting = CalibrationFitting(
      labels: raw.labels,
      rows: zip(snippets, logits).map { .init(truth: $0.language, group: $0.group, logits: $1) })
    guard var calibration = fitting.fit(raw.calibration, withholding: withholding, description: name) else {
      throw NothingToCalibrate(name: name)
    }
    model.calibration = calibration
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
