import Dispatch

/// The server's only source of time: tests turn its hands.
package protocol ServerClock: Sendable {
  /// Time since some beginning; never goes back.
  var now: Duration { get }
  /// Runs `action` once, `delay` from now.
  func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void)
}

/// The clock on the wall.
package struct SystemClock: ServerClock {
  private let start = ContinuousClock.now
  private let queue = DispatchQueue(label: "parlance.timers", qos: .userInitiated)

  package init() {}

  package var now: Duration { start.duration(to: .now) }

  package func schedule(after delay: Duration, _ action: @escaping @Sendable () -> Void) {
    let (seconds, attoseconds) = delay.components
    let nanoseconds = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    let total = nanoseconds.overflow ? Int64.max / 2 : nanoseconds.partialValue + attoseconds / 1_000_000_000
    queue.asyncAfter(deadline: .now() + .nanoseconds(Int(total)), execute: action)
  }
}
