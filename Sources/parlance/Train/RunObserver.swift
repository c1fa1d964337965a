private import Files
private import Reports
internal import Training

/// Keeps what a run shows beside its log up to date: `tensorboard/` and `report.html`.
///
/// Nothing of it ends a run: what can't be written is said once.
final class RunObserver {
  private let directory: String
  private let say: (String) -> Void
  private var tensorBoard: TensorBoardLog?
  /// Whether the first step was about to be done: a run that fails before that has nothing to show.
  private var hasBegun = false
  private var lastPage: ContinuousClock.Instant?
  /// A page is written after an evaluation, but no more often than this.
  private static let pause = Duration.seconds(10)

  /// An observer of the run in `directory`; `say` tells the user what is wrong.
  init(directory: String, writesTensorBoard: Bool, say: @escaping (String) -> Void) {
    self.directory = directory
    self.say = say
    tensorBoard = writesTensorBoard ? TensorBoardLog(directory: directory + "/tensorboard") : nil
  }

  /// Takes one event in, which is in the log by now.
  func take(_ event: TrainingEvent) {
    if case .started = event { hasBegun = true }
    do {
      try tensorBoard?.take(event)
    } catch {
      say("No more is written for TensorBoard: \(error)")
      tensorBoard = nil
    }
    if case .evaluated = event, isDue { _ = writePage() }
  }

  /// Writes the page for the last time; its path, nil where there is none.
  func finish() -> String? { hasBegun && writePage() ? path : nil }

  private var path: String { directory + "/report.html" }

  private var isDue: Bool { lastPage.map { ContinuousClock.now - $0 >= Self.pause } ?? true }

  private func writePage() -> Bool {
    defer { lastPage = .now }
    do {
      try RunReport.write(of: directory, to: path)
      return true
    } catch {
      say("The report could not be written: \(error)")
      return false
    }
  }
}
