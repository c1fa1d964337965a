internal import Classification
internal import Corpus
internal import Evaluation
internal import JSON
internal import Roberta
internal import Safetensors
internal import Tensors

/// Turns the best weights into a model directory: saved, loaded again as it ships, calibrated and measured on the
/// validation snippets by the code that ships.
struct ModelFinisher {
  let run: TrainingRun
  let data: TrainingData
  let foundation: ModelFoundation
  let pool: ThreadPool
  let log: RunLog
  /// Asked before each part of the validation snippets.
  let shouldStop: () -> Bool
  /// Snippets that are classified between two questions whether to stop.
  private static let part = 512

  private var directory: ModelDirectory { ModelDirectory(path: run.output + "/model") }

  /// Writes the model and returns its path; nil where someone asked to stop before it was measured.
  func finish(_ parameters: RobertaParameters, state: RunState) throws -> String? {
    var model = Model(
      configuration: parameters.configuration, parameters: parameters, tokenizer: foundation.tokenizer,
      calibration: Calibration(maxLength: run.configuration.maxLength))
    try save(model)
    let shipped = try directory.load()
    guard let calibration = calibrate(Classifier(shipped, precision: .fp32)) else { return nil }
    model.calibration = calibration
    let measured = Model(
      configuration: shipped.configuration, parameters: shipped.parameters, tokenizer: shipped.tokenizer,
      calibration: model.calibration)
    let set = data.validation
    let exact = Classifier(measured, precision: .fp32)
    guard let answers = inParts(set.texts, { exact.predict($0, pool: pool) }) else { return nil }
    model.calibration?.thresholds = ThresholdFitting.fit(rows(answers, calibration).compactMap(\.forThresholds))
    let report = EvaluationReport(rows(answers, model.calibration ?? calibration)) {
      String(decoding: set.texts[$0], as: UTF8.self)
    }
    model.calibration?.expectedCalibrationError = report.expectedCalibrationError
    if answers.count >= PrecisionLosses.leastRows {
      guard let losses = losses(of: measured, answers, calibration) else { return nil }
      model.calibration?.precisionLosses = losses
    }
    model.training = TrainingRecord(run: run, data: data, state: state, report: report).json()
    try save(model)
    try Files.writeAtomically(
      report.json().serialized(pretty: true) + [UInt8(ascii: "\n")], to: run.output + "/evaluation.json")
    try log.tell(.saved(path: directory.path, accuracy: report.accuracy))
    return directory.path
  }

  private func save(_ model: Model) throws {
    try directory.save(model, storing: run.configuration.savePrecision.storage)
  }

  /// What `classify` makes of the texts, some at a time; nil where someone asked to stop.
  private func inParts<Answer>(_ texts: [[UInt8]], _ classify: ([[UInt8]]) -> [Answer]) -> [Answer]? {
    var answers: [Answer] = []
    for start in stride(from: 0, to: texts.count, by: Self.part) {
      if shouldStop() { return nil }
      answers += classify(Array(texts[start..<min(texts.count, start + Self.part)]))
    }
    return answers
  }

  /// What the model loses by being computed in other precisions than the one that gave these answers.
  private func losses(
    of model: Model, _ answers: [Prediction], _ calibration: Calibration
  ) -> PrecisionLosses? {
    func accuracy(_ answers: [Prediction]) -> Double { EvaluationReport(rows(answers, calibration)).accuracy }
    return PrecisionLosses(of: model) { classifier in
      if classifier.precision == .fp32 { return accuracy(answers) }
      return inParts(data.validation.texts) { classifier.predict($0, pool: pool) }.map(accuracy)
    }
  }

  private func calibrate(_ classifier: Classifier) -> Calibration? {
    let known = data.validation.targets.indices.filter { data.validation.targets[$0] >= 0 }
    let answers = inParts(known.map { data.validation.texts[$0] }) { classifier.logits($0, pool: pool) }
    guard let logits = answers else { return nil }
    let fit = TemperatureFitting.fit(logits: logits, labels: known.map { Int(data.validation.targets[$0]) })
    return Calibration(
      temperature: fit.temperature, maxLength: run.configuration.maxLength, rows: fit.rows,
      fittedOn: data.files.last?.name)
  }

  /// The validation snippets with their answers, measured against the thresholds of `calibration`.
  private func rows(_ answers: [Prediction], _ calibration: Calibration) -> [EvaluationRow] {
    let set = data.validation
    return answers.enumerated().map { row, answer in
      let characters = set.texts[row].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
      return EvaluationRow(
        truth: set.targets[row] < 0 ? nil : data.labels.labels[Int(set.targets[row])],
        predicted: answer.language, confidence: answer.confidence, characters: characters, group: set.groups[row],
        isCleared: answer.candidates.first.map { calibration.clears($0, characters: characters) } ?? false)
    }
  }
}

extension SavePrecision {
  fileprivate var storage: SafetensorsDType {
    switch self {
    case .f32: .f32
    case .f16: .f16
    case .bf16: .bf16
    }
  }
}
