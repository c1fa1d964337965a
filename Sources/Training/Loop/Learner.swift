package import Roberta
package import Tensors

/// What learns: the model, its optimizer and the average of its weights; one call, one optimizer step.
package final class Learner {
  let training: any TrainableClassifier
  package let optimizer: AdamW
  let average: WeightAverage?
  let pool: ThreadPool
  /// The loss scale, in half precision.
  package internal(set) var scaler: GradientScaler?
  private let loss: ClassificationLoss
  private let configuration: TrainingConfiguration
  /// The model, where layers of it can be frozen, and what learns in which epoch.
  private let freezable: RobertaTraining?
  let freezing: FreezingSchedule

  /// Fine-tuning or training of the whole model, as far as the configuration unfreezes it in the first epoch.
  package convenience init(
    _ parameters: RobertaParameters, _ configuration: TrainingConfiguration, classWeights: [Double]? = nil,
    pool: ThreadPool
  ) {
    let freezing = FreezingSchedule(configuration, numHiddenLayers: parameters.configuration.numHiddenLayers)
    let training = RobertaTraining(
      configuration: parameters.configuration, parameters: parameters, pool: pool,
      trainable: freezing.plan(epoch: 0), frozenElement: configuration.precision.frozenElement,
      precision: configuration.precision.kernels)
    self.init(training, configuration, classWeights: classWeights, pool: pool)
  }

  /// Training of whatever can be trained.
  init(
    _ training: any TrainableClassifier, _ configuration: TrainingConfiguration, classWeights: [Double]? = nil,
    pool: ThreadPool
  ) {
    self.training = training
    freezable = training as? RobertaTraining
    freezing = FreezingSchedule(
      configuration, numHiddenLayers: training.parameters.configuration.numHiddenLayers)
    optimizer = AdamW(training, configuration: configuration)
    scaler = configuration.precision == .fp16 ? GradientScaler() : nil
    average = configuration.emaDecay.map { WeightAverage(of: training.parameters, decay: $0) }
    loss = ClassificationLoss(
      classCount: training.parameters.configuration.numLabels, labelSmoothing: configuration.labelSmoothing,
      noneOfTheseWeight: configuration.noneOfTheseWeight, classWeights: classWeights)
    self.configuration = configuration
    self.pool = pool
  }

  /// Unfreezes what learns in that epoch; returns it where that is a change.
  @discardableResult
  package func prepare(epoch: Int) -> FreezingPlan? {
    let plan = freezing.plan(epoch: epoch)
    guard let freezable, freezable.plan != plan else { return nil }
    freezable.train(plan)
    if !plan.hasFrozenLayers { freezable.frozenStates = nil }
    optimizer.follow(freezable)
    return plan
  }

  /// Keeps what the frozen layers make of each text in `cache` from now on, until none is frozen.
  package func keepFrozenStates(in cache: FrozenStateCache) {
    freezable?.frozenStates = cache
  }

  /// The frozen layers, for an evaluation that need not run them; nil where there are none.
  var frozenLayers: FrozenLayers? {
    guard let freezable, freezable.plan.hasFrozenLayers else { return nil }
    return FrozenLayers(
      plan: freezable.plan, element: freezable.frozenElement, precision: freezable.precision,
      cache: freezable.frozenStates)
  }

  /// The weights as they stand; rows of the word embedding may be late until `settle`.
  package var parameters: RobertaParameters { training.parameters }
  /// The weights that are evaluated and shipped: the average where one is kept. All of them are up to date.
  var shippedParameters: RobertaParameters {
    settle()
    return average?.parameters ?? parameters
  }

  /// Brings every weight and moment up to date: those that the last steps' batches had nothing of are late.
  package func settle() { optimizer.settle(pool: pool) }

  /// One optimizer step over its batches: the gradient of their snippets' weighted mean loss, clipped.
  ///
  /// Where loss or gradient are no finite numbers, weights, moments and average stay as they were, and the loss scale,
  /// where there is one, goes down. All stays as it was where `shouldStop`, which is asked between two batches, says so.
  package func step(
    _ batches: [TokenBatch], number: Int, learningRate: Double, shouldStop: () -> Bool = { false }
  ) -> StepOutcome {
    var outcome = StepOutcome()
    let weight = batches.reduce(0) { $0 + loss.weight(of: $1) }
    guard weight > 0 else { return outcome }
    let scale = Double(scaler?.scale ?? 1) / weight
    computeGradients(batches, scale: scale, number: number, shouldStop: shouldStop, &outcome)
    if outcome.isInterrupted { return outcome }
    let isFinite = outcome.sums.weightedLoss.isFinite && outcome.gradientNorm.isFinite
    scaler?.update(foundInfinite: !isFinite)
    guard isFinite else { return outcome }
    optimizer.update(
      learningRate: learningRate, gradientScale: optimizer.clippingFactor(norm: outcome.gradientNorm), pool: pool)
    average?.update(with: parameters, from: optimizer.learningStart, pool: pool)
    outcome.isApplied = true
    return outcome
  }

  /// The gradients of all batches and their norm; stops where a loss is no finite number, or it is asked to.
  private func computeGradients(
    _ batches: [TokenBatch], scale: Double, number: Int, shouldStop: () -> Bool, _ outcome: inout StepOutcome
  ) {
    training.zeroGradients()
    for (place, batch) in batches.enumerated() {
      outcome.isInterrupted = place > 0 && shouldStop()
      if outcome.isInterrupted { return }
      accumulate(
        batch, scale: scale, dropoutStep: number * configuration.gradientAccumulationSteps + place, &outcome)
      guard outcome.sums.weightedLoss.isFinite else { return }
    }
    if let scaler { optimizer.scaleGradients(by: scaler.inverseScale, pool: pool) }
    outcome.gradientNorm = optimizer.norm(pool: pool)
  }

  private func accumulate(_ batch: TokenBatch, scale: Double, dropoutStep: Int, _ outcome: inout StepOutcome) {
    let dropout = configuration.dropout > 0 ? DropoutState(seed: dropoutSeed, step: UInt64(dropoutStep)) : nil
    optimizer.prepare(batch.packed.inputIDs, pool: pool)
    let logits = training.forward(batch.packed, dropout: dropout)
    var gradient: [Float] = []
    outcome.sums += loss.sums(
      logits: logits, labels: batch.targets, softLabels: batch.softLabels, scale: scale, gradient: &gradient)
    outcome.tokens += batch.tokenCount
    outcome.snippets += batch.count
    guard outcome.sums.weightedLoss.isFinite else { return }
    gradient.withUnsafeBufferPointer { training.backward(dlogits: $0) }
  }

  private var dropoutSeed: UInt64 {
    var stream = RandomStream(seed: configuration.seed, .dropout)
    return stream.next()
  }
}

/// What an evaluation has to know of the layers that are frozen.
struct FrozenLayers {
  let plan: FreezingPlan
  let element: FrozenStateCache.Element
  let precision: Precision
  let cache: FrozenStateCache?
}

/// What one optimizer step did.
package struct StepOutcome: Sendable, Equatable {
  /// Losses and counts over all its snippets.
  package var sums = LossSums()
  /// The gradient's norm before clipping.
  package var gradientNorm = 0.0
  /// Tokens seen.
  package var tokens = 0
  /// Snippets seen.
  package var snippets = 0
  /// Whether it was stopped between two batches; nothing has changed then, and the step can be made again.
  package var isInterrupted = false
  /// Whether the weights were changed.
  package var isApplied = false
}
