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
    if raising != nil { try checkRaisable(model) }
    var fitting = fitting(of: model, snippets)
    let amounts = try raise(&model, fitting)
    if !amounts.isEmpty { fitting = self.fitting(of: model, snippets) }
    let start = model.calibration ?? Calibration()
    guard var calibration = fitting.fit(start, withholding: withholding, description: name) else {
      throw NothingToCalibrate(name: name)
    }
    model.calibration = calibration
    calibration.precisionLosses = losses(of: model, on: snippets)
    if let ngrams = model.ngrams, let training = model.training, !amounts.isEmpty {
      try directory.save(ngrams, calibration, training: training)
    } else {
      try directory.save(calibration)
    }
    return amounts
  }

  private func fitting(of model: Model, _ snippets: [Snippet]) -> CalibrationFitting {
    let classifier = Classifier(model, precision: .fp32)
    let logits = classifier.logits(snippets.map { Array($0.text.utf8) }, pool: pool)
    return CalibrationFitting(
      labels: classifier.labels,
      rows: zip(snippets, logits).map { .init(truth: $0.language, group: $0.group, logits: $1) })
  }

  /// Throws where a model has no part in which languages could be raised, or no place to write down that they were.
  private func checkRaisable(_ model: Model) throws {
    guard model.ngrams != nil else { throw NotRaisable(path: directory.path, problem: "has no n-gram part") }
    guard model.training.map({ $0.objectValue != nil }) ?? true else {
      throw NotRaisable(path: directory.path(of: .training), problem: "is no object")
    }
  }

  /// Gives languages what they lack in the model's n-gram part, and writes that down; by how much.
  private func raise(_ model: inout Model, _ fitting: CalibrationFitting) throws -> [String: Double] {
    guard let raising, let withholding else { return [:] }
    let amounts = fitting.amounts(raising, model.calibration ?? Calibration(), withholding: withholding)
    guard !amounts.isEmpty else { return [:] }
    do {
      model = try model.raised(by: amounts)
    } catch {
      throw NotRaisable(path: directory.path(of: .ngrams), problem: "\(error)")
    }
    model.training = Self.record(model.training?.objectValue ?? [:], with: amounts)
    return amounts
  }

  /// What `training.json` says with the amounts by which languages were raised, those of before among them.
  private static func record(_ training: JSONObject, with amounts: [String: Double]) -> JSONValue {
    var members = training
    let before = (members["raised"]?.objectValue ?? [:]).compactMapValues(\.doubleValue)
    var raised = JSONObject()
    for (language, amount) in before.merging(amounts, uniquingKeysWith: +).sorted(by: { $0.key < $1.key }) {
      raised[language] = .number(amount)
    }
    members["raised"] = .object(raised)
    return .object(members)
  }

  /// What the model loses in less than single precision; nil where the snippets are too few to tell.
  private func losses(of model: Model, on snippets: [Snippet]) -> PrecisionLosses? {
    guard snippets.count >= PrecisionLosses.leastRows else { return nil }
    return PrecisionLosses(of: model) { classifier in
      EvaluationReport(Evaluator.answer(snippets) { classifier.predict($0, pool: pool) }).accuracy
    }
  }
}

/// A model in which no language can be raised: which file, and why.
private struct NotRaisable: Error, CustomStringConvertible {
  let path: String
  let problem: String
  var description: String { "\(path): \(problem); --raise changes the n-gram part, and says so in training.json" }
}

/// No snippet has a language that the model knows.
private struct NothingToCalibrate: Error, CustomStringConvertible {
  let name: String
  var description: String { "\(name): no snippet is in a language of the model; nothing was fitted" }
}
