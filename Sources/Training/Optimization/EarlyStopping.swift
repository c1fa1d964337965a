/// Follows the validation metric: what was best, and whether it has stopped getting better.
package struct EarlyStopping: Sendable, Equatable {
  /// What is followed.
  package let metric: BestMetric
  /// Evaluations without an improvement that end the run; nil: none do.
  package let patience: Int?
  /// By how much the metric must be better than the best.
  package let threshold: Double
  /// The best value so far.
  package var best: Double?
  /// The step at which it was reached.
  package var bestStep = 0
  /// Evaluations since.
  package var evaluationsSinceBest = 0

  /// Follows what the configuration says.
  package init(_ configuration: TrainingConfiguration) {
    metric = configuration.bestMetric
    patience = configuration.earlyStoppingPatience
    threshold = configuration.earlyStoppingThreshold
  }

  /// Takes an evaluation and says whether it is the best yet; a value that is not a number never is.
  package mutating func record(accuracy: Double, loss: Double, step: Int) -> Bool {
    let value = metric == .accuracy ? accuracy : loss
    guard isBetter(value) else {
      evaluationsSinceBest += 1
      return false
    }
    best = value
    bestStep = step
    evaluationsSinceBest = 0
    return true
  }

  /// Whether the run has gone `patience` evaluations without an improvement.
  package var shouldStop: Bool { patience.map { evaluationsSinceBest >= $0 } ?? false }

  private func isBetter(_ value: Double) -> Bool {
    guard value.isFinite else { return false }
    guard let best else { return true }
    return metric == .accuracy ? value > best + threshold : value < best - threshold
  }
}
