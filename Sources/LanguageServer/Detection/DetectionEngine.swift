import Classification
import Synchronization

/// Why there is no detector.
package struct DetectorFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence for the user.
  package let description: String

  package init(_ description: String) { self.description = description }
}

/// A detector, and where it came from.
package struct LoadedDetector: Sendable {
  /// The detector itself.
  package let detector: any LanguageDetecting
  /// Which model answers and why, for the log.
  package let origin: String
  /// The same for the user.
  package let summary: ModelSummary

  package init(_ detector: any LanguageDetecting, origin: String, summary: ModelSummary) {
    self.detector = detector
    self.origin = origin
    self.summary = summary
  }
}

/// Runs work that needs the detector, one piece after the other, away from the server's loop.
final class DetectionEngine: Sendable {
  typealias Outcome = Result<LoadedDetector, DetectorFailure>

  private let queue: any WorkQueue
  private let outcome = Mutex(Outcome.failure(DetectorFailure("no model has been loaded yet")))

  init(queue: any WorkQueue) { self.queue = queue }

  /// Loads a detector before any work that is submitted later. The old one, if any, answers until then.
  func load(
    _ loader: @escaping @Sendable () throws -> LoadedDetector, completion: @escaping @Sendable (Outcome) -> Void
  ) {
    queue.submit { [self] in
      let loaded = Outcome { () throws(DetectorFailure) in
        do {
          return try loader()
        } catch {
          throw DetectorFailure("\(error)")
        }
      }
      outcome.withLock { $0 = loaded }
      completion(loaded)
    }
  }

  /// Runs `work` when its turn comes, unless it is cancelled before.
  func submit(_ cancellation: Cancellation? = nil, _ work: @escaping @Sendable (Outcome) -> Void) {
    queue.submit { [self] in
      if cancellation?.isCancelled == true { return }
      work(outcome.withLock { $0 })
    }
  }
}

/// Tells a piece of work that nobody waits for it any more.
final class Cancellation: Sendable {
  private let flag = Atomic(false)

  var isCancelled: Bool { flag.load(ordering: .relaxed) }

  func cancel() { flag.store(true, ordering: .relaxed) }
}
