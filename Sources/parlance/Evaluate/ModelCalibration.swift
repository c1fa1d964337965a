internal import Classification
internal import Corpus
internal import Evaluation
internal import JSON
internal import Tensors

/// Fits what `calibration.json` of a model says to labelled snippets.
struct ModelCalibration {
  let directory: ModelDirectory
  let pool: ThreadPool?
  /// How the languages that are never guessed are found; nil: they stay what they are.
  let withholding: CalibrationFitting.Withholding?
  /// How languages that this would withhold are raised first; nil: none is.
  var raising: LanguageRaising?

  /// Fits it and writes it; `name` says there what the snippets were. The languages that were raised, by how much.
  func fit(to snippets: [Snippet], named name: String) throws -> [String: Double] {
    var model = try directory.load()
    let raw = Classifier(model, precision: .fp32)
    let logits = raw.logits(snippets.map { Array($0.text.utf8) }, pool: pool)
    var fitting = CalibrationFitting(
      labels: raw.labels,
      rows: zip(snippets, logits).map { .init(truth: $0.language, group: $0.group, logits: $1) })
    let amounts = try raise(&model, &fitting, raw)
    guard var calibration = fitting.fit(raw.calibration, withholding: withholding, description: name) else {
      throw NothingToCalibrate(name: name)
    }
    model.calibration = calibration
    calibration.precisionLosses = losses(of: model, on: snippets)
    guard !amounts.isEmpty else {
      try directory.save(calibration)
      return amounts
    }
    model.calibration = calibration
    try directory.saveBesideEncoder(model)
    return amounts
  }

  /// Gives languages what they lack, in the model's n-gram part and in the rows that are fitted to, and writes that down.
  private func raise(
    _ model: inout Model, _ fitting: inout CalibrationFitting, _ raw: Classifier
  ) throws -> [String: Double] {
    guard let raising, let withholding else { return [:] }
    guard model.ngrams != nil else { throw NothingToRaise(path: directory.path) }
    let amounts = fitting.amounts(raising, raw.calibration, withholding: withholding)
    guard !amounts.isEmpty else { return [:] }
    fitting = fitting.raised(by: amounts)
    model = try model.raised(by: raw.labels.map { Float(amounts[$0] ?? 0) })
    model.training = model.training.map { TrainingHistory.adding(raised: amounts, to: $0) }
    return amounts
  }

  /// What the model loses in less than single precision; nil where the snippets are too few to tell.
  private func losses(of model: Model, on snippets: [Snippet]) -> PrecisionLosses? {
    guard snippets.count >= PrecisionLosses.leastRows else { return nil }
    return PrecisionLosses(of: model) { classifier in
      EvaluationReport(Evaluator.answer(snippets) { classifier.predict($0, pool: pool) }).accuracy
    }
  }
}

/// What `training.json` says of a model that was changed after its training.
private enum TrainingHistory {
  /// The record with the amounts by which languages were raised, those of before among them.
  static func adding(raised amounts: [String: Double], to training: JSONValue) -> JSONValue {
    guard var members = training.objectValue else { return training }
    let before = (members["raised"]?.objectValue ?? [:]).compactMapValues(\.doubleValue)
    let sums = before.merging(amounts, uniquingKeysWith: +).sorted { $0.key < $1.key }
    var raised = JSONObject()
    for (language, amount) in sums { raised[language] = .number((amount * 1e6).rounded() / 1e6) }
    members["raised"] = .object(raised)
    return .object(members)
  }
}

/// A model without an n-gram part has nothing to raise languages in.
private struct NothingToRaise: Error, CustomStringConvertible {
  let path: String
  var description: String { "\(path): has no n-gram part, in which --raise gives languages more" }
}

/// No snippet has a language that the model knows.
private struct NothingToCalibrate: Error, CustomStringConvertible {
  let name: String
  var description: String { "\(name): no snippet is in a language of the model; nothing was fitted" }
}
