internal import Corpus
internal import Roberta
internal import Tensors

/// The stage before the encoder's training: embeddings and head learn from the mean of the tokens.
///
/// It is short, so that it writes no checkpoint: a run that is stopped in it begins anew.
struct BagOfTokensStage {
  let configuration: TrainingConfiguration
  let data: TrainingData
  let foundation: ModelFoundation
  let pool: ThreadPool

  /// Trains the foundation's parameters in place; false where someone asked to stop.
  func run(log: RunLog, shouldStop: () -> Bool) throws(TrainingError) -> Bool {
    let settings = stageConfiguration
    foundation.parameters.prepareBagOfTokens()
    let learner = Learner(
      BagOfTokensTraining(parameters: foundation.parameters, pool: pool), settings,
      classWeights: data.classWeights(configuration), pool: pool)
    let encode = foundation.encoder(maxLength: configuration.maxLength)
    let maker = DataWindowMaker(data.train, settings, noise: foundation.tokenNoise(settings), encode: encode)
    let total = settings.epochs * maker.countSteps(keepsFrom: 0).steps
    let schedule = LearningRateSchedule(settings, totalSteps: total)
    try log.tell(.note("bag of tokens: \(settings.epochs) epochs, \(total) steps"))
    let source = StepSource(maker)
    var sums = LossSums()
    let began = ProgressMeter.now()
    for step in 0..<total {
      guard let batches = source.next() else { throw .data("there is nothing to train on") }
      sums += learner.step(batches, number: step, learningRate: schedule.rate(at: step)).sums
      if shouldStop() { return false }
    }
    let seconds = max(1e-9, ProgressMeter.now() - began)
    let validation = Validation(data.validation, limit: configuration.evaluationSnippets, encode: encode)
    guard let measured = validation.measure(foundation.parameters, pool: pool, shouldStop: shouldStop) else {
      return false
    }
    try log.tell(
      .note(
        "bag of tokens: mean training loss \(sums.meanLoss), validation accuracy \(measured.accuracy); "
          + "\(Int(100 * source.waited / seconds)) % of its time it waited for data"))
    return true
  }

  /// The run's configuration with the stage's own length, pace and batches.
  private var stageConfiguration: TrainingConfiguration {
    var settings = configuration
    settings.epochs = configuration.bagOfTokensEpochs
    settings.learningRate = configuration.bagOfTokensLearningRate
    settings.maxTokensPerBatch = max(configuration.bagOfTokensBatch, configuration.maxLength)
    settings.gradientAccumulationSteps = 1
    settings.groupByLength = false
    settings.emaDecay = nil
    settings.weightDecay = 0
    settings.precision = .fp32
    settings.seed = configuration.seed &+ 1
    return settings
  }
}
