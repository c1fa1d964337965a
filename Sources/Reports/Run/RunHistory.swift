/// What a run did so far, as its log tells it.
///
/// A session that goes on from a checkpoint takes the steps after it once more: what the log says of them from before
/// no longer holds, and is not kept.
package struct RunHistory: Sendable {
  /// The newest session's configuration, nil in logs from before it was logged.
  package private(set) var configuration: RunConfiguration?
  /// How the newest session began; nil where none did yet.
  package private(set) var start: LogRecord.Start?
  /// Sessions: 1, and one for each resumption.
  package private(set) var sessions = 0
  /// In the order of their steps.
  package private(set) var progress: [LogRecord.Progress] = []
  package private(set) var evaluations: [LogRecord.Evaluation] = []
  /// The steps that were left out.
  package private(set) var skippedSteps: [Int] = []
  /// The last step of which there is a checkpoint.
  package private(set) var checkpoint: Int?
  /// What was said, each once.
  package private(set) var notes: [String] = []
  /// The accuracy that the finished model had; nil where the run has not ended.
  package private(set) var savedAccuracy: Double?

  /// A run that has not begun.
  package init() {}

  /// Takes the next line of the log in.
  package mutating func take(_ record: LogRecord) {
    switch record {
    case .configuration(let configuration): self.configuration = configuration
    case .started(let start): begin(start)
    case .progress(let progress):
      forget(after: progress.step - 1)
      self.progress.append(progress)
    case .evaluated(let evaluation): evaluations.append(evaluation)
    case .skipped(let step): skippedSteps.append(step)
    case .checkpoint(let step): checkpoint = step
    case .note(let words): if !notes.contains(words) { notes.append(words) }
    case .saved(let accuracy): savedAccuracy = accuracy
    case .other: break
    }
  }

  private mutating func begin(_ start: LogRecord.Start) {
    sessions = start.step == 0 ? 1 : sessions + 1
    self.start = start
    savedAccuracy = nil
    checkpoint = start.step == 0 ? nil : start.step
    forget(after: start.step)
    evaluations.removeAll { $0.step > start.step }
    skippedSteps.removeAll { $0 > start.step }
  }

  /// Steps only go up, so that those after `step` are the last ones.
  private mutating func forget(after step: Int) {
    while let last = progress.last, last.step > step { progress.removeLast() }
  }

  /// The last step that is known of.
  package var lastStep: Int { max(progress.last?.step ?? 0, evaluations.last?.step ?? 0, start?.step ?? 0) }
  /// The best evaluation so far.
  package var best: LogRecord.Evaluation? { evaluations.last { $0.isBest } }
}
