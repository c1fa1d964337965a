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
  /// Tells two that were loaded apart, also where both came from one directory.
  struct Identity: Sendable, Hashable {
    private static let last = Atomic(0)
    private let number = last.wrappingAdd(1, ordering: .relaxed).newValue
  }

  let identity = Identity()
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

  private struct State {
    var outcome = Outcome.failure(DetectorFailure("no model has been loaded yet"))
    /// The number of the load that brought it.
    var number = 0
    var lastNumber = 0
  }

  let queue: any WorkQueue
  let clock: any ServerClock
  /// How many pieces of work that somebody waits for have not begun.
  let awaited = Atomic(0)
  let background = BackgroundWork()
  private let state = Mutex(State())

  init(queue: any WorkQueue, clock: any ServerClock) {
    self.queue = queue
    self.clock = clock
  }

  /// The detector that answers now, or why there is none.
  var outcome: Outcome { state.withLock { $0.outcome } }

  /// Loads a detector before any work that is submitted later.
  func load(
    _ loader: @escaping @Sendable () throws -> LoadedDetector, completion: @escaping @Sendable (Outcome) -> Void
  ) {
    load(on: queue, loader, completion: completion)
  }

  /// Loads a detector on another queue than the one where detections run: the old one answers until it is there, and
  /// for good where it cannot be loaded. Of several loads that which began last counts, whichever ends last.
  func load(
    on queue: any WorkQueue, _ loader: @escaping @Sendable () throws -> LoadedDetector,
    completion: @escaping @Sendable (Outcome) -> Void
  ) {
    let number = state.withLock { state in
      state.lastNumber += 1
      return state.lastNumber
    }
    queue.submit { [self] in
      let loaded = Self.outcome(of: loader)
      state.withLock { state in
        if case .success = state.outcome, case .failure = loaded { return }
        if number > state.number { (state.outcome, state.number) = (loaded, number) }
      }
      completion(loaded)
    }
  }

  private static func outcome(of loader: () throws -> LoadedDetector) -> Outcome {
    do {
      return .success(try loader())
    } catch {
      return .failure(DetectorFailure("\(error)"))
    }
  }

  /// Runs `work` when its turn comes, unless it is cancelled before.
  func submit(_ cancellation: Cancellation? = nil, _ work: @escaping @Sendable (Outcome) -> Void) {
    awaited.wrappingAdd(1, ordering: .relaxed)
    queue.submit { [self] in
      awaited.wrappingSubtract(1, ordering: .relaxed)
      if cancellation?.isCancelled == true { return }
      work(outcome)
    }
  }
}

/// Tells a piece of work that nobody waits for it any more.
final class Cancellation: Sendable {
  private let flag = Atomic(false)

  var isCancelled: Bool { flag.load(ordering: .relaxed) }

  func cancel() { flag.store(true, ordering: .relaxed) }
}
