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

/// The training that there is, and those that are to come.
struct Retrainings {
  /// A call of the command that waits for the client's settings, and the token of its progress.
  typealias Call = (ticket: PendingTicket, token: ProgressToken?)

  /// The one that runs, or has been told to stop and runs still.
  var running: Retraining?
  private var awaiting: [Call] = []

  /// A call waits for the client's settings.
  mutating func await(_ ticket: PendingTicket, _ token: ProgressToken?) { awaiting.append((ticket, token)) }

  /// The settings have come: the calls that still want an answer.
  mutating func takeAwaiting() -> [Call] {
    defer { awaiting = [] }
    return awaiting.filter { !$0.ticket.cancellation.isCancelled }
  }
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
