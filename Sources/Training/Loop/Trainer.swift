internal import JSON
internal import Roberta

/// The loop: steps, evaluations, checkpoints, until the steps are used up, the metric has stopped getting better, or
/// someone asks it to stop.
final class Trainer {
  /// What the loop needs and does not make itself.
  struct Parts {
    var configuration: TrainingConfiguration
    var learner: Learner
    var maker: DataWindowMaker
    var validation: Validation
    var checkpoints: CheckpointStore
    var totalSteps: Int
    /// The cache of the frozen layers' output, where one is kept.
    var frozenStates: FrozenStates?
    /// Where events go.
    var emit: (TrainingEvent) throws(TrainingError) -> Void
    /// Asked after each step.
    var shouldStop: () -> Bool
  }

  /// How a run ended.
  enum Ending {
    case completed
    case stoppedEarly
    /// Someone asked; a checkpoint was written.
    case interrupted
  }

  private let parts: Parts
  private let schedule: LearningRateSchedule
  private let source: StepSource
  private var stopping: EarlyStopping
  private var meter: ProgressMeter
  private(set) var state: RunState
  /// The last step's learning rate. The schedule goes by updates: a step that was left out does not move it, as in
  /// transformers' `Trainer`, which asks accelerate's `optimizer_step_was_skipped`.
  private var lastRate = 0.0
  /// More skipped steps in a row than this end the run: it will not come back.
  private static let greatestSkip = 50

  init(_ parts: Parts, from state: RunState) {
    self.parts = parts
    self.state = state
    schedule = LearningRateSchedule(parts.configuration, totalSteps: parts.totalSteps)
    source = StepSource(parts.maker, at: state.position)
    stopping = EarlyStopping(parts.configuration)
    stopping.best = state.best
    stopping.bestStep = state.bestStep
    stopping.evaluationsSinceBest = state.evaluationsSinceBest
    meter = ProgressMeter(totalSteps: parts.totalSteps, resumedFrom: state)
  }

  /// Trains to the end.
  ///
  /// - Throws: `TrainingError` where a file can't be written or the loss is lost for good.
  func run() throws(TrainingError) -> Ending {
    while state.step < parts.totalSteps {
      if stopping.shouldStop { return .stoppedEarly }
      let epochBefore = source.position.epoch
      if let plan = parts.learner.prepare(epoch: epochBefore) { try tell(plan, epoch: epochBefore) }
      guard let batches = source.next() else { throw .data("there is nothing to train on") }
      try take(batches)
      let isEpochEnd = source.position.epoch != epochBefore
      let isLast = state.step == parts.totalSteps
      try report(isLast: isLast)
      let evaluated = try evaluateIfDue(isEpochEnd: isEpochEnd, isLast: isLast)
      let isStopped = parts.shouldStop()
      try checkpointIfDue(evaluated: evaluated, isLast: isLast || isStopped)
      if isStopped, !isLast { return .interrupted }
    }
    return .completed
  }

  private func tell(_ plan: FreezingPlan, epoch: Int) throws(TrainingError) {
    let lowest =
      switch plan.lowestLayer {
      case ..<0: "everything learns"
      case parts.learner.parameters.configuration.numHiddenLayers: "the head alone learns"
      case let layer: "layer \(layer) and what is above it learns"
      }
    try parts.emit(.note("epoch \(epoch + 1): \(lowest)"))
  }

  private func take(_ batches: [TokenBatch]) throws(TrainingError) {
    let rate = schedule.rate(at: state.optimizerUpdates)
    lastRate = rate
    let outcome = meter.measure { parts.learner.step(batches, number: state.step, learningRate: rate) }
    meter.note(waited: source.waited)
    state.step += 1
    state.tokens += outcome.tokens
    state.snippets += outcome.snippets
    state.position = source.position
    state.optimizerUpdates = parts.learner.optimizer.updates
    guard !outcome.isApplied else {
      state.skippedInARow = 0
      return
    }
    state.skippedSteps += 1
    state.skippedInARow += 1
    try parts.emit(.skipped(step: state.step))
    if state.skippedInARow > Self.greatestSkip { throw .diverged(steps: state.skippedInARow) }
  }

  private func report(isLast: Bool) throws(TrainingError) {
    guard isLast || state.step % parts.configuration.loggingSteps == 0 else { return }
    try parts.emit(.progress(meter.progress(step: state.step, epoch: state.position.epoch, learningRate: lastRate)))
  }

  private func evaluateIfDue(isEpochEnd: Bool, isLast: Bool) throws(TrainingError) -> Bool {
    let isDue = parts.configuration.evaluationSteps.map { state.step % $0 == 0 } ?? isEpochEnd
    guard isDue || isLast else { return false }
    let weights = parts.learner.shippedParameters
    let sums = parts.validation.measure(weights, pool: parts.learner.pool, frozen: parts.learner.frozenLayers)
    if let news = parts.frozenStates?.news() { try parts.emit(.note(news)) }
    let isBest = stopping.record(accuracy: sums.accuracy, loss: sums.meanLoss, step: state.step)
    if isBest { try parts.checkpoints.writeBest(weights) }
    state.best = stopping.best
    state.bestStep = stopping.bestStep
    state.evaluationsSinceBest = stopping.evaluationsSinceBest
    try parts.emit(
      .evaluated(step: state.step, loss: sums.meanLoss, accuracy: sums.accuracy, isBest: isBest))
    return true
  }

  private func checkpointIfDue(evaluated: Bool, isLast: Bool) throws(TrainingError) {
    let isDue = parts.configuration.checkpointSteps.map { state.step % $0 == 0 } ?? evaluated
    guard isDue || isLast else { return }
    state.seconds = meter.seconds
    state.layerUpdates = parts.learner.optimizer.layerUpdates
    state.scaler = parts.learner.scaler
    state.averageUpdates = parts.learner.average?.updates ?? 0
    try parts.checkpoints.write(parts.learner, state)
    try parts.emit(.checkpoint(step: state.step))
  }
}
