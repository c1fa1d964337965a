#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// The learning rate as a pure function of the step; the same as transformers' `get_*_schedule_with_warmup`.
package struct LearningRateSchedule: Sendable, Equatable {
  /// How it goes on after the warm-up.
  package var kind: ScheduleKind
  /// The greatest rate.
  package var peak: Double
  /// Steps over which it rises in a line from 0.
  package var warmupSteps: Int
  /// Steps of the whole run, the warm-up counted.
  package var totalSteps: Int

  /// A schedule of its parts.
  package init(kind: ScheduleKind, peak: Double, warmupSteps: Int, totalSteps: Int) {
    self.kind = kind
    self.peak = peak
    self.warmupSteps = warmupSteps
    self.totalSteps = totalSteps
  }

  /// The configuration's schedule for a run of `totalSteps`; a share of the steps is rounded up, as transformers does.
  package init(_ configuration: TrainingConfiguration, totalSteps: Int) {
    let byRatio = Int((configuration.warmupRatio * Double(totalSteps)).rounded(.up))
    self.init(
      kind: configuration.learningRateSchedule, peak: configuration.learningRate,
      warmupSteps: configuration.warmupSteps ?? byRatio, totalSteps: totalSteps)
  }

  /// The rate for optimizer step `step`, counted from 0.
  package func rate(at step: Int) -> Double {
    if step < warmupSteps { return peak * Double(step) / Double(max(1, warmupSteps)) }
    let done = Double(step - warmupSteps) / Double(max(1, totalSteps - warmupSteps))
    switch kind {
    case .linear: return peak * max(0, 1 - done)
    case .cosine: return peak * max(0, 0.5 * (1 + cos(.pi * min(1, done))))
    case .constant: return peak
    }
  }
}
