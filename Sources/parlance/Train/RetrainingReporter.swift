private import Evaluation
private import Figures
internal import Training

/// Shows a retraining's events, and keeps its run's page up to date.
final class RetrainingReporter {
  private let style: TrainingProgressStyle
  private let reporter: TrainingReporter
  private var observer: RunObserver?
  private var counter: ProgressReporter?

  /// A reporter in that style.
  init(_ style: TrainingProgressStyle) {
    self.style = style
    reporter = TrainingReporter(style)
  }

  /// Whether standard output could not be written to, which has been said.
  var hasLostOutput: Bool { reporter.hasLostOutput }

  /// Shows one event.
  func show(_ event: RetrainingEvent) {
    if style == .json { reporter.write(event.json()) }
    switch event {
    case .began(let run):
      observer = RunObserver(directory: run, writesTensorBoard: false, say: { [reporter] in reporter.say($0) })
    case .collecting(let files): count(files, of: nil, "files")
    case .comparing(let done, let total): count(done, of: total, "snippets compared")
    case .collected(let files, let snippets, let languages, let newLanguages):
      endCount()
      let new = newLanguages.isEmpty ? "" : ", new ones: \(newLanguages.joined(separator: ", "))"
      reporter.tell("\(files) files gave \(snippets) snippets in \(languages) languages\(new)")
    case .note(let words):
      endCount()
      reporter.tell(words)
    case .training(let event):
      endCount()
      if style != .json { reporter.show(event) }
      observer?.take(event)
    }
  }

  /// Says what it came to, as the last thing.
  func finish(_ outcome: RetrainingOutcome) {
    endCount()
    reporter.finish()
    let page = observer?.finish()
    if style == .json { return reporter.write(outcome.json()) }
    switch outcome {
    case .failed(let failure): reporter.say("parlance train: \(failure.message)")
    case .retrained(let report):
      for line in RetrainingText.lines(report) { reporter.tell(line) }
      if let page { reporter.tell("What the run did: \(page)") }
    }
  }

  private func count(_ done: Int, of total: Int?, _ things: String) {
    guard style == .auto else { return }
    if counter == nil {
      reporter.finish()
      counter = ProgressReporter(things, total: total, style: .auto)
    }
    counter?.update(done)
  }

  private func endCount() {
    counter?.finish()
    counter = nil
  }
}

/// A retraining's end in words.
enum RetrainingText {
  static func lines(_ report: RetrainingReport) -> [String] {
    let (workspace, builtIn) = (report.rule.workspace, report.rule.guardHalf)
    var lines = [report.reason]
    lines.append(
      "  the workspace's files:  \(change(workspace.accuracyBefore, workspace.accuracyAfter))"
        + " of \(workspace.rows) held-out snippets (\(workspace.gained) gained, \(workspace.lost) lost)")
    lines.append(
      "  the other languages:    \(change(builtIn.accuracyBefore, builtIn.accuracyAfter))"
        + " of \(builtIn.rows) pieces (\(builtIn.gained) gained, \(builtIn.lost) lost)")
    if !report.newLanguages.isEmpty { lines.append("  new languages: \(report.newLanguages.joined(separator: ", "))") }
    lines.append(report.isAdopted ? "The new model answers: \(report.model)" : "The old model answers: \(report.model)")
    if report.isAdopted { lines.append("parlance model rollback goes back to the one before.") }
    return lines
  }

  private static func change(_ before: Double, _ after: Double) -> String {
    "\(NumberText.percent(before)) -> \(NumberText.percent(after))"
  }
}
