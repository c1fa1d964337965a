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

  private var directory: ModelDirectory { ModelDirectory(path: run.output + "/model") }

  /// Writes the model and returns its path.
  func finish(_ parameters: RobertaParameters, state: RunState) throws -> String {
    var model = Model(
      configuration: parameters.configuration, parameters: parameters, tokenizer: foundation.tokenizer,
      calibration: Calibration(maxLength: run.configuration.maxLength))
    try save(model)
    let shipped = try directory.load()
    model.calibration = calibrate(Classifier(shipped))
    let measured = Model(
      configuration: shipped.configuration, parameters: shipped.parameters, tokenizer: shipped.tokenizer,
      calibration: model.calibration)
    let report = measure(Classifier(measured))
    model.calibration?.expectedCalibrationError = report.expectedCalibrationError
    model.training = TrainingRecord(run: run, data: data, state: state, report: report).json()
    try save(model)
    try log.tell(.saved(path: directory.path, accuracy: report.accuracy))
    return directory.path
  }

  private func save(_ model: Model) throws {
    try directory.save(model, storing: run.configuration.savePrecision.storage)
    try HuggingFaceTokenizerFiles.write(
      foundation.tokenizer, maxLength: run.configuration.maxLength, to: directory.path)
  }

  private func calibrate(_ classifier: Classifier) -> Calibration {
    let known = data.validation.targets.indices.filter { data.validation.targets[$0] >= 0 }
    let logits = classifier.logits(known.map { data.validation.texts[$0] }, pool: pool)
    let fit = TemperatureFitting.fit(logits: logits, labels: known.map { Int(data.validation.targets[$0]) })
    return Calibration(
      temperature: fit.temperature, maxLength: run.configuration.maxLength, rows: fit.rows,
      fittedOn: data.files.last?.name)
  }

  private func measure(_ classifier: Classifier) -> EvaluationReport {
    let set = data.validation
    let predictions = classifier.predict(set.texts, pool: pool)
    return EvaluationReport(
      predictions.indices.map { row in
        EvaluationRow(
          truth: set.targets[row] < 0 ? nil : data.labels.labels[Int(set.targets[row])],
          predicted: predictions[row].language, confidence: predictions[row].confidence,
          characters: set.texts[row].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) })
      })
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
