internal import Corpus
internal import JSON
internal import Roberta
internal import Tensors
internal import Tokenization

extension TrainingRun {
  /// How the encoder's training ended.
  enum EncoderEnding {
    /// With these weights, the best ones.
    case trained(RobertaParameters, RunState)
    case interrupted(step: Int?)

    /// What is told where the run ends here, or after it and before the model is saved.
    var outcome: Outcome {
      switch self {
      case .trained(_, let state): .interrupted(step: state.step > 0 ? state.step : nil)
      case .interrupted(let step): .interrupted(step: step)
      }
    }
  }

  /// The encoder as it is.
  func keepEncoder(
    _ data: TrainingData, _ foundation: ModelFoundation, log: RunLog
  ) throws(TrainingError) -> EncoderEnding {
    try writeConfiguration()
    try tellStart(data, foundation, from: RunState(), totalSteps: 0, log: log)
    return .trained(foundation.parameters, RunState())
  }

  func trainEncoder(
    _ data: TrainingData, _ foundation: ModelFoundation, pool: ThreadPool, log: RunLog,
    shouldStop: @escaping () -> Bool
  ) throws -> EncoderEnding {
    let start = try startToMix(foundation, data)
    let checkpoints = CheckpointStore(
      path: checkpointPath,
      identity: RunIdentity(
        configuration, data: data.digests, tokenizer: foundation.tokenizer.tokenizerJSON(), start: start),
      limit: configuration.checkpointLimit)
    if configuration.bagOfTokensEpochs > 0, !checkpoints.hasCheckpoints {
      let stage = BagOfTokensStage(configuration: configuration, data: data, foundation: foundation, pool: pool)
      guard try stage.run(log: log, shouldStop: shouldStop) else { return .interrupted(step: nil) }
    }
    let learner = Learner(
      foundation.parameters, configuration, classWeights: data.classWeights(configuration), pool: pool)
    let state = try startingState(learner, checkpoints, log: log)
    let trainer = try makeTrainer(data, foundation, learner, checkpoints, from: state, log: log, shouldStop: shouldStop)
    if try trainer.run() == .interrupted { return .interrupted(step: trainer.state.step) }
    let best = learner.shippedParameters
    guard try checkpoints.readBest(into: best) else {
      throw TrainingError.model("no evaluation had a finite \(configuration.bestMetric): there is no model to save")
    }
    if let start { best.mix(with: start, share: Float(configuration.startShare)) }
    return .trained(best, trainer.state)
  }

  /// A copy of the weights before the first step, where they are to have a share in those that are saved: with it the
  /// model forgets less of what the new texts have too little of (Wortsman et al. 2022, "Robust fine-tuning of zero-shot
  /// models").
  private func startToMix(_ foundation: ModelFoundation, _ data: TrainingData) throws -> RobertaParameters? {
    guard configuration.startShare > 0 else { return nil }
    let head = HeadTransfer(old: foundation.origin?.labels ?? [], new: data.labels.labels)
    if let place = head.oldRows.firstIndex(of: nil) {
      throw ConfigurationError.contradiction(
        "\"startShare\" needs data with labels of the model of \"modelName\": it has no weights for"
          + " \"\(data.labels.labels[place])\"")
    }
    return foundation.parameters.copy()
  }

  private func startingState(
    _ learner: Learner, _ checkpoints: CheckpointStore, log: RunLog
  ) throws(TrainingError) -> RunState {
    if resumes {
      if let restored = try checkpoints.restore(learner) {
        for error in restored.damaged {
          try log.tell(.note("\(error); going on from the checkpoint of step \(restored.state.step), before it"))
        }
        return restored.state
      }
      try log.tell(.note("\(output): there is no checkpoint; starting from the beginning"))
    }
    try checkpoints.clear()
    try writeConfiguration()
    return RunState()
  }

  private func makeTrainer(
    _ data: TrainingData, _ foundation: ModelFoundation, _ learner: Learner, _ checkpoints: CheckpointStore,
    from state: RunState, log: RunLog, shouldStop: @escaping () -> Bool
  ) throws(TrainingError) -> Trainer {
    let encode = foundation.encoder(maxLength: configuration.maxLength)
    let maker = DataWindowMaker(
      data.train, configuration, noise: foundation.tokenNoise(configuration), freezing: learner.freezing,
      encode: encode)
    let totalSteps = try totalSteps(maker, from: state, log: log)
    let frozenStates = try keepFrozenStates(learner, maker, log: log)
    try tellStart(data, foundation, from: state, totalSteps: totalSteps, log: log)
    return Trainer(
      Trainer.Parts(
        configuration: configuration, learner: learner, maker: maker,
        validation: Validation(data.validation, limit: configuration.evaluationSnippets, encode: encode),
        checkpoints: checkpoints, totalSteps: totalSteps, frozenStates: frozenStates, emit: log.tell,
        shouldStop: shouldStop),
      from: state)
  }

  /// The steps of the run: of all epochs, as many in each as in the first.
  private func totalSteps(
    _ maker: DataWindowMaker, from state: RunState, log: RunLog
  ) throws(TrainingError) -> Int {
    if let maxSteps = configuration.maxSteps { return maxSteps }
    let count = maker.countSteps(keepsFrom: state.position.epoch == 0 ? state.position.window : nil)
    if count.isEstimate {
      try log.tell(.note("about \(count.steps) steps an epoch, reckoned from the first part of its texts"))
    }
    return configuration.epochs * count.steps
  }

  private func writeConfiguration() throws(TrainingError) {
    try Files.writeAtomically(
      configuration.json().serialized(pretty: true) + [UInt8(ascii: "\n")], to: output + "/configuration.json")
  }

  private func tellStart(
    _ data: TrainingData, _ foundation: ModelFoundation, from state: RunState, totalSteps: Int, log: RunLog
  ) throws(TrainingError) {
    try log.tell(
      .configuration(TrainingRecord.configuration(configuration), data: TrainingRecord.data(data.files)))
    try log.tell(
      .started(
        step: state.step, totalSteps: totalSteps, parameters: foundation.parameters.buffer.count,
        trainSnippets: data.train.count, validationSnippets: data.validation.count, labels: data.labels.count))
  }
}
