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
    /// Asked after each step, between the batches of one, and between those of an evaluation.
    var shouldStop: () -> Bool
  }

  /// How a run ended.
  enum Ending {
    case completed
    case stoppedEarly
    /// Someone asked; a checkpoint was written.
    case interrupted
  }

  private var parts: Parts
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
    if state.isEvaluationPending, try !finishPendingStep() { return .interrupted }
    while state.step < parts.totalSteps {
      if stopping.shouldStop { return .stoppedEarly }
      let epochBefore = source.position.epoch
      if let plan = prepare(epoch: epochBefore) { try tell(plan, epoch: epochBefore) }
      guard let batches = source.next() else { throw .data("there is nothing to train on") }
      guard try take(batches) else {
        try writeCheckpoint()
        return .interrupted
      }
      let isLast = state.step == parts.totalSteps
      try report(epoch: epochBefore, isLast: isLast)
      let isEpochEnd = source.position.epoch != epochBefore
      let isDue = parts.configuration.evaluationSteps.map { state.step % $0 == 0 } ?? isEpochEnd
      if try !finishStep(isEvaluationDue: isDue || isLast) { return .interrupted }
    }
    if state.step > 0, state.skippedSteps == state.step { throw .diverged(steps: state.step) }
    return .completed
  }

  /// Unfreezes what learns in that epoch, and frees the cache's room on the disk where nothing is frozen any more.
  private func prepare(epoch: Int) -> FreezingPlan? {
    let plan = parts.learner.prepare(epoch: epoch)
    if plan?.hasFrozenLayers == false { parts.frozenStates = nil }
    return plan
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

  /// Makes up for an evaluation that was stopped, with what learned in the epoch of its step.
  private func finishPendingStep() throws(TrainingError) -> Bool {
    let isEpochStart = state.position.window == 0 && state.position.step == 0
    _ = prepare(epoch: max(0, state.position.epoch - (isEpochStart ? 1 : 0)))
    return try finishStep(isEvaluationDue: true)
  }

  /// Evaluates and writes what is due after a step; false where someone asked to stop and steps are left.
  private func finishStep(isEvaluationDue: Bool) throws(TrainingError) -> Bool {
    state.isEvaluationPending = isEvaluationDue
    if isEvaluationDue, try !evaluate() {
      try writeCheckpoint()
      return false
    }
    let isLast = state.step == parts.totalSteps
    let isStopped = parts.shouldStop()
    let isDue = parts.configuration.checkpointSteps.map { state.step % $0 == 0 } ?? isEvaluationDue
    if isDue || isLast || isStopped { try writeCheckpoint() }
    return !isStopped || isLast
  }

  /// Takes a step; false where it was stopped between its batches, which leaves everything as it was before.
  private func take(_ batches: [TokenBatch]) throws(TrainingError) -> Bool {
    let rate = schedule.rate(at: state.optimizerUpdates)
    lastRate = rate
    let outcome = meter.measure {
      parts.learner.step(batches, number: state.step, learningRate: rate, shouldStop: parts.shouldStop)
    }
    if outcome.isInterrupted { return false }
    meter.note(waited: source.waited)
    state.step += 1
    state.tokens += outcome.tokens
    state.snippets += outcome.snippets
    state.position = source.position
    state.optimizerUpdates = parts.learner.optimizer.updates
    try countSkipped(outcome)
    return true
  }

  /// Tells of a step that changed nothing, and gives up after too many of them in a row. A step whose snippets all have
  /// the weight 0 is none of them.
  private func countSkipped(_ outcome: StepOutcome) throws(TrainingError) {
    guard !outcome.isApplied, outcome.sums.weight > 0 else {
      state.skippedInARow = 0
      return
    }
    state.skippedSteps += 1
    state.skippedInARow += 1
    try parts.emit(.skipped(step: state.step))
    guard state.skippedInARow > Self.greatestSkip else { return }
    let steps = state.skippedInARow
    state.skippedInARow = 0
    try writeCheckpoint()
    throw .diverged(steps: steps)
  }

  private func report(epoch: Int, isLast: Bool) throws(TrainingError) {
    guard isLast || state.step % parts.configuration.loggingSteps == 0 else { return }
    try parts.emit(.progress(meter.progress(step: state.step, epoch: epoch, learningRate: lastRate)))
  }

  /// Evaluates; false where someone asked to stop before it was done.
  private func evaluate() throws(TrainingError) -> Bool {
    let weights = parts.learner.shippedParameters
    guard
      let figures = parts.validation.measure(
        weights, pool: parts.learner.pool, frozen: parts.learner.frozenLayers, shouldStop: parts.shouldStop)
    else { return false }
    if let news = parts.frozenStates?.news() { try parts.emit(.note(news)) }
    let isBest = stopping.record(figures.value(of: stopping.metric), step: state.step)
    if isBest { try parts.checkpoints.writeBest(weights) }
    state.best = stopping.best
    state.bestStep = stopping.bestStep
    state.evaluationsSinceBest = stopping.evaluationsSinceBest
    state.isEvaluationPending = false
    try parts.emit(
      .evaluated(
        step: state.step, loss: figures.loss, accuracy: figures.accuracy, macroF1: figures.macroF1, isBest: isBest))
    return true
  }

  private func writeCheckpoint() throws(TrainingError) {
    state.seconds = meter.seconds
    state.layerUpdates = parts.learner.optimizer.layerUpdates
    state.scaler = parts.learner.scaler
    state.averageUpdates = parts.learner.average?.updates ?? 0
    try parts.checkpoints.write(parts.learner, state)
    try parts.emit(.checkpoint(step: state.step))
  }
}
