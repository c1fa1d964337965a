/// Follows the validation metric: what was best, and whether it has stopped getting better.
///
/// As transformers' `Trainer` with its `EarlyStoppingCallback`: any better value is the new best, but the patience begins
/// anew only where it is better than the best before by more than the threshold.
package struct EarlyStopping: Sendable, Equatable {
  /// What is followed.
  package let metric: BestMetric
  /// Evaluations without an improvement that end the run; nil: none do.
  package let patience: Int?
  /// By how much the metric must be better than the best for the patience to begin anew.
  package let threshold: Double
  /// The best value so far.
  package var best: Double?
  /// The step at which it was reached.
  package var bestStep = 0
  /// Evaluations since one that was better by more than the threshold.
  package var evaluationsSinceBest = 0

  /// Follows what the configuration says.
  package init(_ configuration: TrainingConfiguration) {
    metric = configuration.bestMetric
    patience = configuration.earlyStoppingPatience
    threshold = configuration.earlyStoppingThreshold
  }

  /// Takes an evaluation's value of the metric and says whether it is the best yet; one that is no number never is.
  package mutating func record(_ value: Double, step: Int) -> Bool {
    let gain = gain(of: value)
    evaluationsSinceBest = gain > threshold ? 0 : evaluationsSinceBest + 1
    guard gain > 0 else { return false }
    best = value
    bestStep = step
    return true
  }

  /// Whether the run has gone `patience` evaluations without an improvement.
  package var shouldStop: Bool { patience.map { evaluationsSinceBest >= $0 } ?? false }

  /// By how much it is better than the best; 0 or less where it is not.
  private func gain(of value: Double) -> Double {
    guard value.isFinite else { return -.infinity }
    guard let best else { return .infinity }
    return metric.isGreaterBetter ? value - best : best - value
  }
}
