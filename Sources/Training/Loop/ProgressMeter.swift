#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Adds up steps between two progress events and keeps the time.
struct ProgressMeter {
  private let totalSteps: Int
  private let secondsBefore: Double
  private let stepsBefore: Int
  private let start = Self.now()
  private var sums = LossSums()
  private var norms = 0.0
  private var tokens = 0
  private var steps = 0
  private var computing = 0.0

  init(totalSteps: Int, resumedFrom state: RunState) {
    self.totalSteps = totalSteps
    secondsBefore = state.seconds
    stepsBefore = state.step
  }

  /// Seconds of the whole run, those before a resumption counted.
  var seconds: Double { secondsBefore + Self.now() - start }

  /// Runs a step and takes its time and outcome in.
  mutating func measure(_ step: () -> StepOutcome) -> StepOutcome {
    let began = Self.now()
    let outcome = step()
    computing += Self.now() - began
    sums += outcome.sums
    norms += outcome.gradientNorm
    tokens += outcome.tokens
    steps += 1
    return outcome
  }

  /// The means since the last call, and a fresh start.
  mutating func progress(step: Int, epoch: Int, learningRate: Double) -> TrainingProgress {
    let pace = (seconds - secondsBefore) / Double(max(1, step - stepsBefore))
    let progress = TrainingProgress(
      step: step, totalSteps: totalSteps, epoch: epoch, loss: sums.meanLoss, accuracy: sums.accuracy,
      learningRate: learningRate, gradientNorm: norms / Double(max(1, steps)),
      tokensPerSecond: Double(tokens) / max(1e-9, computing), seconds: seconds,
      secondsLeft: pace * Double(totalSteps - step))
    (sums, norms, tokens, steps, computing) = (LossSums(), 0, 0, 0, 0)
    return progress
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
