import Synchronization

/// Does a slice of longer work; answers whether all of it is done.
typealias SlicedWork = @Sendable (DetectionEngine.Outcome, WorkSlice) -> Bool

/// How long a piece of long work may go on at a stretch.
struct WorkSlice: Sendable {
  /// How long that is as a rule.
  static let duration = Duration.milliseconds(20)

  private let end: @Sendable () -> Bool

  init(end: @escaping @Sendable () -> Bool) { self.end = end }

  /// Whether it is time to stop: its time is up, or someone waits.
  var isOver: Bool { end() }
}

/// Long work, in slices each of which is submitted anew, so that nothing waits for it longer than for one slice.
extension DetectionEngine {
  /// Work that somebody waits for: its slices stand in one line with all other such work.
  func submitSliced(_ cancellation: Cancellation, _ work: @escaping SlicedWork) {
    submit(cancellation) { [self] outcome in
      if !work(outcome, newSlice()) { submitSliced(cancellation, work) }
    }
  }

  /// Work that nobody waits for: one slice of it at a time stands in the line, and ends early when someone else comes.
  /// Several such pieces take turns.
  func submitInBackground(_ cancellation: Cancellation, _ work: @escaping SlicedWork) {
    background.add(BackgroundWork.Job(cancellation: cancellation, work: work))
    continueInBackground()
  }

  private func continueInBackground() {
    guard let job = background.begin() else { return }
    queue.submit { [self] in
      let isDone = job.cancellation.isCancelled || job.work(outcome, newSlice())
      background.end(job, isDone: isDone)
      continueInBackground()
    }
  }

  private func newSlice() -> WorkSlice {
    let end = clock.now + WorkSlice.duration
    return WorkSlice { [self] in clock.now >= end || awaited.load(ordering: .relaxed) > 0 }
  }
}

/// The long work that nobody waits for, in the order of its turns.
final class BackgroundWork: Sendable {
  struct Job: Sendable {
    let cancellation: Cancellation
    let work: SlicedWork
  }

  private let state = Mutex((jobs: [Job](), isRunning: false))

  func add(_ job: Job) { state.withLock { $0.jobs.append(job) } }

  /// Whose turn it is; nil where a slice is being done, or there is nothing to do.
  func begin() -> Job? {
    state.withLock { state in
      state.jobs.removeAll { $0.cancellation.isCancelled }
      guard !state.isRunning, let first = state.jobs.first else { return nil }
      state.jobs.removeFirst()
      state.isRunning = true
      return first
    }
  }

  /// A slice of it is done.
  func end(_ job: Job, isDone: Bool) {
    state.withLock { state in
      state.isRunning = false
      if !isDone { state.jobs.append(job) }
    }
  }
}
