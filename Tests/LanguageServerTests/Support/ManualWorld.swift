import LanguageServer
import Synchronization

/// A clock whose hands a test turns.
final class ManualClock: ServerClock {
  private struct Alarm: Sendable {
    let time: Duration
    let action: @Sendable () -> Void
  }

  private let state = Mutex((now: Duration.zero, alarms: [Alarm]()))

  var now: Duration { state.withLock { $0.now } }

  func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) {
    state.withLock { $0.alarms.append(Alarm(time: $0.now + delay, action: action)) }
  }

  /// Lets time go by; what was due rings in order.
  func advance(by duration: Duration) {
    let due = state.withLock { state in
      state.now += duration
      let now = state.now
      defer { state.alarms.removeAll { $0.time <= now } }
      return state.alarms.filter { $0.time <= now }.sorted { $0.time < $1.time }
    }
    for alarm in due { alarm.action() }
  }
}

/// A queue that works at once, or, while it is held, when it is let go: one job after the other, those that a job submits
/// after all others.
final class ManualQueue: WorkQueue {
  private let state = Mutex((isHeld: false, isRunning: false, jobs: [@Sendable () -> Void]()))

  func submit(_ job: @escaping @Sendable () -> Void) {
    state.withLock { $0.jobs.append(job) }
    runAll()
  }

  private func runAll() {
    let mayRun = state.withLock { state in
      defer { if !state.isHeld { state.isRunning = true } }
      return !state.isHeld && !state.isRunning
    }
    guard mayRun else { return }
    while let job = state.withLock({ state -> (@Sendable () -> Void)? in
      if !state.isHeld, !state.jobs.isEmpty { return state.jobs.removeFirst() }
      state.isRunning = false
      return nil
    }) { job() }
  }

  /// Does the first of the held jobs; false if there is none.
  @discardableResult func runNext() -> Bool {
    let job = state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
    job?()
    return job != nil
  }

  func hold() { state.withLock { $0.isHeld = true } }

  func letGo() {
    state.withLock { $0.isHeld = false }
    runAll()
  }
}
