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
  private var waited = 0.0
  private var waitedBefore = 0.0

  init(totalSteps: Int, resumedFrom state: RunState) {
    self.totalSteps = totalSteps
    secondsBefore = state.seconds
    stepsBefore = state.step
  }

  /// Seconds of the whole run, those before a resumption counted.
  var seconds: Double { secondsBefore + Self.now() - start }

  /// Takes in how long the loop has waited for data in all.
  mutating func note(waited seconds: Double) { waited = seconds }

  /// Runs a step and takes its time and outcome in.
  mutating func measure(_ step: () -> StepOutcome) -> StepOutcome {
    let began = Self.now()
    let outcome = step()
    if outcome.isInterrupted { return outcome }
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
      tokensPerSecond: Double(tokens) / max(1e-9, computing),
      dataWait: (waited - waitedBefore) / max(1e-9, computing + waited - waitedBefore), seconds: seconds,
      secondsLeft: pace * Double(totalSteps - step))
    (sums, norms, tokens, steps, computing, waitedBefore) = (LossSums(), 0, 0, 0, 0, waited)
    return progress
  }

  private static let origin = ContinuousClock.now

  /// Seconds of a clock that only goes forward.
  static func now() -> Double { (ContinuousClock.now - origin) / .seconds(1) }
}
