import LanguageServerProtocol

/// The training that runs, as the server's loop has it.
struct Retraining {
  let process: any TrainingProcess
  /// The command that waits for its end.
  let ticket: PendingTicket
  /// By what its progress is shown.
  let progress: ProgressToken?
  var account = RetrainingAccount()
  /// Whether it has been told to stop.
  var isStopped = false
}

/// What the loop hears of a training.
enum RetrainingEvent: Sendable {
  case said(TrainingMessage)
  case ended(TrainingEnd)

  /// What the output means; nil for a line that means nothing here.
  init?(_ output: TrainingOutput) {
    switch output {
    case .line(let line):
      guard let message = TrainingMessage(line: line) else { return nil }
      self = .said(message)
    case .ended(let end): self = .ended(end)
    }
  }
}
