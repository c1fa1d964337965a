package import Classification
internal import Corpus
internal import Roberta
internal import Tensors

/// A training run from files to a model directory: what `parlance train` does.
///
/// Its directory holds `configuration.json`, `log.jsonl`, `tokenizer.json`, `checkpoints/` and, at the end,
/// `evaluation.json` and `model/`.
package struct TrainingRun: Sendable {
  /// What to do.
  package var configuration: TrainingConfiguration
  /// Snippets to learn from and to measure on, as JSON lines; the first may be a folder that `Corpus` makes them of.
  package var trainPath: String, validationPath: String
  /// Whether nobody named validation data: a share of the training data is held out and written to `validationPath`.
  package let holdsOutValidation: Bool
  /// The run's directory.
  package var output: String
  /// Whether to go on from the newest checkpoint in it.
  package var resumes = false
  /// Labels that the model has whatever the data say, before those of the data.
  package var labels: [String] = []
  /// The languages that the model is never to guess; nil: it may guess all.
  package var withheld: WithheldLanguages?
  /// The command that started it, for `training.json`.
  package var commandLine: [String] = []

  /// A run of its parts; without a `validationPath` a part of the data is held out.
  package init(configuration: TrainingConfiguration, trainPath: String, validationPath: String?, output: String) {
    self.configuration = configuration
    self.trainPath = trainPath
    self.validationPath = validationPath ?? DataPreparation.files(in: output).validation
    holdsOutValidation = validationPath == nil
    self.output = output
  }

  /// How a run ended.
  package enum Outcome: Sendable, Equatable {
    /// The model is in that directory.
    case saved(path: String)
    /// It was asked to stop; `resumes` goes on from that step, or from the beginning where it is nil: nothing that is
    /// done before the first step (reading, the tokenizer, the bag-of-tokens stage), or of the n-gram part, is kept in a
    /// checkpoint.
    case interrupted(step: Int?)
  }

  /// Trains, measures and saves.
  ///
  /// - Parameters:
  ///   - emit: told of everything that happens, in order.
  ///   - shouldStop: asked often, by one thread at a time, as `emit` is called, but not always the caller's; true ends
  ///     the run with a checkpoint, but without one before its first step.
  /// - Returns: where the model is, or that the run was stopped.
  /// - Throws: `ConfigurationError` or `TrainingError`.
  package func run(
    emit: @escaping (TrainingEvent) -> Void, shouldStop: @escaping () -> Bool
  ) throws -> Outcome {
    try configuration.validate()
    if !resumes, CheckpointStore.hasCheckpoints(in: checkpointPath) {
      throw TrainingError.checkpoint(path: output, problem: "holds a run already; --resume goes on with it")
    }
    try checkModelStays()
    // A resumed run has its snippets in its directory, whatever has become of the folder they were made of.
    if !resumes { try TrainingData.checkFiles(self) }
    let directory = try RunDirectory(output)
    return try withExtendedLifetime(directory) {
      let log = try RunLog(directory: output, emit: emit)
      guard var run = try DataPreparation(run: self, log: log).prepared(shouldStop: shouldStop) else {
        return .interrupted(step: nil)
      }
      if resumes { try TrainingData.checkFiles(run) }
      let data = try TrainingData(run, log: log)
      if shouldStop() { return .interrupted(step: nil) }
      let foundation = try ModelFoundation(run, data: data, log: log)
      try configuration.validateNGrams(of: foundation.origin)
      if shouldStop() { return .interrupted(step: nil) }
      run.configuration = try resolvedConfiguration(foundation, log: log)
      if configuration.ngramsOnly { run.withheld = foundation.origin?.calibration?.withheld }
      return try run.train(data, foundation, log: log, shouldStop: shouldStop)
    }
  }

  /// Refuses to save over the model that the run starts from: one that is stopped while it saves would have lost it.
  private func checkModelStays() throws(TrainingError) {
    guard let name = configuration.modelName, let path = Files.realPath(name),
      path == Files.realPath(modelPath)
    else { return }
    throw .file(path: modelPath, reason: "is \"modelName\", and where the run saves its model: name another --output")
  }

  var checkpointPath: String { output + "/checkpoints" }

  /// Where the model is saved.
  var modelPath: String { output + "/model" }

  /// The configuration with what it left open and what the model decides: as many threads as there are processors, the
  /// model's sizes, and no longer sequences than it has positions for. So the run can be repeated from it.
  private func resolvedConfiguration(_ foundation: ModelFoundation, log: RunLog) throws -> TrainingConfiguration {
    var fitting = configuration
    fitting.threads = configuration.threads ?? ThreadPool.processorCount
    if configuration.modelName != nil { try fitting.takeSizes(of: foundation.parameters.configuration) }
    if configuration.ngramsOnly { foundation.origin.map { fitting.takeRest(of: $0) } }
    let window = foundation.parameters.configuration.maximumLength
    guard window >= 3 else {
      throw TrainingError.model("the model has \(window) positions; a token between <s> and </s> needs 3")
    }
    if fitting.maxLength > window {
      try log.tell(.note("\"maxLength\" is \(window), not \(fitting.maxLength): the model has no more positions"))
      fitting.maxLength = window
    }
    try fitting.validateBatch()
    try FreezingSchedule.check(
      fitting, numHiddenLayers: foundation.parameters.configuration.numHiddenLayers)
    fitting.precision = configuration.precision.resolved
    if !configuration.ngramsOnly { try log.tell(.note(configuration.precision.explanation)) }
    return fitting
  }

  /// Trains from the foundation on, with a configuration that fits it.
  private func train(
    _ data: TrainingData, _ foundation: ModelFoundation, log: RunLog, shouldStop: @escaping () -> Bool
  ) throws -> Outcome {
    let pool = ThreadPool(threads: configuration.threads ?? ThreadPool.processorCount)
    let ending =
      configuration.ngramsOnly
      ? try keepEncoder(data, foundation, log: log)
      : try trainEncoder(data, foundation, pool: pool, log: log, shouldStop: shouldStop)
    guard case .trained(let parameters, let state) = ending else { return ending.outcome }
    let stage = NGramStage(
      configuration: configuration, data: data, origin: foundation.origin, pool: pool, log: log,
      shouldStop: shouldStop)
    let ngrams = try stage.run()
    if case .interrupted = ngrams { return ending.outcome }
    let finisher = ModelFinisher(
      run: self, data: data, foundation: foundation, pool: pool, log: log, shouldStop: shouldStop)
    guard let path = try finisher.finish(parameters, ngrams: ngrams.part, state: state) else { return ending.outcome }
    return .saved(path: path)
  }
}
