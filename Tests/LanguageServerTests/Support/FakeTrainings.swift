import JSON
import LanguageServer
import Synchronization

/// A training that says what a test lets it say.
final class FakeTraining: TrainingProcess {
  let arguments: [String]
  private let handler: @Sendable (TrainingOutput) -> Void
  private let state = Mutex((stops: 0, ends: 0))

  init(_ arguments: [String], _ handler: @escaping @Sendable (TrainingOutput) -> Void) {
    self.arguments = arguments
    self.handler = handler
  }

  var isStopped: Bool { state.withLock { $0.stops + $0.ends > 0 } }
  var wasWaitedFor: Bool { state.withLock { $0.ends > 0 } }

  func stop() { state.withLock { $0.stops += 1 } }
  func end() { state.withLock { $0.ends += 1 } }

  func say(_ event: JSONValue) { say(line: event.serialized()) }
  func say(line: [UInt8]) { handler(.line(line)) }
  func exit(_ status: Int32, _ lastWords: String = "") {
    handler(.ended(TrainingEnd(status: status, lastWords: lastWords)))
  }
}

/// The trainings that a server has started.
final class FakeTrainings: Sendable {
  private let state = Mutex((runs: [FakeTraining](), failure: String?.none))

  var runs: [FakeTraining] { state.withLock { $0.runs } }

  /// From now on none can be started.
  func refuse(_ why: String) { state.withLock { $0.failure = why } }

  @Sendable func start(
    _ arguments: [String], _ handler: @escaping @Sendable (TrainingOutput) -> Void
  ) throws(TrainingStartFailure) -> any TrainingProcess {
    let result = state.withLock { state -> Result<FakeTraining, TrainingStartFailure> in
      if let failure = state.failure { return .failure(TrainingStartFailure(failure)) }
      let run = FakeTraining(arguments, handler)
      state.runs.append(run)
      return .success(run)
    }
    return try result.get()
  }
}
