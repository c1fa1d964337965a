internal import Classification
internal import Corpus
internal import Evaluation
internal import JSON
internal import NGrams
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

  private var directory: ModelDirectory { ModelDirectory(path: run.modelPath) }

  /// Writes the model and returns its path; nil where someone asked to stop before it was measured.
  func finish(_ parameters: RobertaParameters, ngrams: NGramStage.Part?, state: RunState) throws -> String? {
    var model = Model(
      configuration: parameters.configuration, parameters: parameters, tokenizer: foundation.tokenizer,
      calibration: Calibration(maxLength: run.configuration.maxLength))
    try save(model)
    var balance: NGramBalance?
    if let ngrams {
      guard let fitted = try fit(ngrams) else { return nil }
      balance = fitted
      model.ngrams = try weighed(ngrams, fitted)
      try save(model)
    }
    var measured = try directory.load()
    guard let fitting = fitting(Classifier(measured, precision: .fp32)) else { return nil }
    let start = Calibration(withheld: run.withheld, maxLength: run.configuration.maxLength)
    let calibration = fitting.fit(start, withholding: nil, description: data.files.last?.name) ?? start
    model.calibration = calibration
    measured.calibration = calibration
    let answers = fitting.answers(calibration)
    let report = EvaluationReport(answers) { String(decoding: data.validation.texts[$0], as: UTF8.self) }
    if answers.count >= PrecisionLosses.leastRows {
      guard let losses = losses(of: measured, report.accuracy) else { return nil }
      model.calibration?.precisionLosses = losses
    }
    let record = NGramRecord(ngrams, model.ngrams, balance)
    model.training = TrainingRecord(
      run: run, data: data, state: state, report: report, ngrams: record, origin: foundation.origin
    ).json()
    try save(model)
    try Files.writeAtomically(
      report.json().serialized(pretty: true) + [UInt8(ascii: "\n")], to: run.output + "/evaluation.json")
    try log.tell(.saved(path: directory.path, accuracy: report.accuracy))
    return directory.path
  }

  // MARK: The n-gram part

  /// How much it counts beside the encoder that was just saved, by the snippets that the best weights are chosen by; nil
  /// where someone asked to stop.
  private func fit(_ part: NGramStage.Part) throws -> NGramBalance? {
    let set = data.validation
    let known = set.targets.indices.filter { set.targets[$0] >= 0 }
    let chosen = Array(known.prefix(run.configuration.evaluationSnippets ?? known.count))
    let encoder = Classifier(try directory.load(withTraining: false), precision: .fp32)
    guard let logits = inParts(chosen.map { set.texts[$0] }, { encoder.logits($0, maximumWindows: 1, pool: pool) })
    else { return nil }
    return NGramBalance(
      zip(chosen, logits).compactMap { place, logits in
        logits.windows.first.map {
          NGramBalance.Row(
            encoder: $0, ngrams: part.classifier.answer(to: set.texts[place]).logits, label: Int(set.targets[place]))
        }
      })
  }

  /// The part with its logits as many times as large as is best; nil where it is of no use.
  private func weighed(_ part: NGramStage.Part, _ balance: NGramBalance) throws -> NGramClassifier? {
    let figures =
      "cross-entropy \(balance.lossAfter) with it, \(balance.lossBefore) without, on \(balance.rows) snippets"
    guard balance.factor >= NGramBalance.least else {
      try log.tell(.note("the n-gram part is left out, being of no use beside the encoder: \(figures)"))
      return nil
    }
    try log.tell(.note("n-grams: their logits count \(balance.factor) times beside the encoder's: \(figures)"))
    return try part.classifier.scaled(by: Float(balance.factor))
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

  /// What the model loses by being computed in other precisions than the single one, in which it is right this often.
  private func losses(of model: Model, _ accuracy: Double) -> PrecisionLosses? {
    PrecisionLosses(of: model) { classifier in
      if classifier.precision == .fp32 { return accuracy }
      return inParts(data.validation.texts) { classifier.predict($0, pool: pool) }.map { answers in
        Double(zip(answers, data.validation.targets.indices).count { $0.language != nil && $0.language == truth($1) })
          / Double(max(1, data.validation.targets.count { $0 >= 0 }))
      }
    }
  }

  /// What the validation snippets are, and what the model says of them.
  private func fitting(_ classifier: Classifier) -> CalibrationFitting? {
    let set = data.validation
    guard let logits = inParts(set.texts, { classifier.logits($0, pool: pool) }) else { return nil }
    let rows = logits.enumerated().map { row, logits in
      CalibrationFitting.Row(truth: truth(row), group: set.groups[row], logits: logits)
    }
    return CalibrationFitting(labels: classifier.labels, rows: rows)
  }

  /// The language of a validation snippet; nil for "none of these".
  private func truth(_ row: Int) -> String? {
    let target = Int(data.validation.targets[row])
    return target < 0 ? nil : data.labels.labels[target]
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
