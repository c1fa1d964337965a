import Figures

/// What a training has told so far: how far it is, in words and percent, and what it came to.
struct RetrainingAccount: Sendable {
  /// What it came to; nil while it runs, and where it ended without saying.
  private(set) var outcome: Result<RetrainResult, RetrainFailure>?
  /// What it does right now.
  private(set) var message = "starting"
  /// How much of it is done. Learning is the greater part.
  private(set) var percentage = 0

  private var epochs: Int?
  private var heldOutAccuracy: Double?

  /// The percents at which learning begins and ends.
  private static let learning = (start: 5.0, end: 85.0)

  mutating func take(_ said: TrainingMessage) {
    switch said {
    case .collecting(let files): message = "looking through the workspace: \(files) files"
    case .collected(let files, let snippets, let languages):
      show("\(snippets) snippets in \(languages) languages, from \(files) files", 2)
    case .epochs(let count): epochs = count
    case .started(let steps): show("learning, \(steps) steps", Self.learning.start)
    case .progress(let pace):
      show(words(of: pace), Self.part(pace.step, of: pace.totalSteps, from: Self.learning.start, to: Self.learning.end))
    case .evaluated(let accuracy): heldOutAccuracy = accuracy
    case .comparing(let done, let total):
      show(
        "comparing it with the model that answers: \(done) of \(total)",
        Self.part(done, of: total, from: Self.learning.end, to: 100))
    case .retrained(let result): outcome = .success(result)
    case .failed(let failure): outcome = .failure(failure)
    }
  }

  private mutating func show(_ words: String, _ percent: Double) {
    message = words
    percentage = max(percentage, min(100, Int(percent)))
  }

  private func words(of pace: TrainingPace) -> String {
    let epoch = pace.epoch + 1
    var parts = [epochs.map { "epoch \(min(epoch, $0)) of \($0)" } ?? "epoch \(epoch)"]
    if let loss = pace.loss { parts.append("loss \(NumberText.fixed(loss, 3))") }
    if let accuracy = pace.accuracy { parts.append("accuracy \(NumberText.percent(accuracy))") }
    if let heldOutAccuracy { parts.append("held out \(NumberText.percent(heldOutAccuracy))") }
    if let seconds = pace.secondsLeft { parts.append("\(NumberText.clock(seconds)) left") }
    return parts.joined(separator: ", ")
  }

  private static func part(_ done: Int, of total: Int, from start: Double, to end: Double) -> Double {
    let share = min(1, Double(done) / Double(max(1, total)))
    return start + share * (end - start)
  }
}
