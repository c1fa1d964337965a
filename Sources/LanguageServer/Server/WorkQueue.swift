import Dispatch

/// Where work runs that the server's loop must not wait for.
package protocol WorkQueue: Sendable {
  /// Runs `job` after all jobs that were submitted before.
  func submit(_ job: @escaping @Sendable () -> Void)
}

/// One job after the other on a thread of the system's.
package struct BackgroundQueue: WorkQueue {
  private let queue: DispatchQueue

  package init(label: String = "parlance.detection") { queue = DispatchQueue(label: label, qos: .userInitiated) }

  package func submit(_ job: @escaping @Sendable () -> Void) { queue.async(execute: job) }
}
