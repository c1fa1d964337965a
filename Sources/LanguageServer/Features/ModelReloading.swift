import LanguageServerProtocol
import Logging

/// Reloads that have not come to their end, and what each is to be followed by.
struct ModelReloads {
  typealias Continuation = (ServerLoop, Result<ModelSummary, DetectorFailure>) -> Void

  private var continuations: [Int: Continuation] = [:]
  private var lastNumber = 0

  mutating func add(_ continuation: @escaping Continuation) -> Int {
    lastNumber += 1
    continuations[lastNumber] = continuation
    return lastNumber
  }

  mutating func take(_ number: Int) -> Continuation? { continuations.removeValue(forKey: number) }
}

/// Which model answers: loaded at the start, and replaced while the server runs.
extension ServerLoop {
  var modelRequest: ModelRequest {
    ModelRequest(path: settings.modelPath, workspaceFolders: client.workspaceFolders)
  }

  /// Loads the detector in the background; what needs it waits in the same queue.
  func loadDetector() {
    let request = modelRequest
    engine.load({ [environment] in try environment.loadDetector(request) }) { [post] in post(.detectorLoaded($0)) }
  }

  func detectorLoaded(_ outcome: DetectionEngine.Outcome) {
    switch outcome {
    case .success(let loaded):
      knownModel = loaded.summary.path
      environment.logger.notice("the model that answers: \(loaded.origin)")
      logOnce(.info, "the model that answers: \(loaded.origin)")
    case .failure(let failure): tellOnce(.error, "no language can be detected: \(failure)")
    }
  }

  /// Looks again which model is to answer, and loads it while the one before goes on answering.
  func reloadDetector(_ continuation: @escaping ModelReloads.Continuation = { _, _ in }) {
    let request = modelRequest
    let number = reloads.add(continuation)
    engine.load(on: environment.background, { [environment] in try environment.loadDetector(request) }) { [post] in
      post(.detectorReplaced(number: number, $0))
    }
  }

  func detectorReplaced(_ number: Int, _ outcome: DetectionEngine.Outcome) {
    switch outcome {
    case .success:
      detectorLoaded(outcome)
      lookAgain()
    case .failure(let failure):
      tellOnce(.error, "the model could not be loaded, and the one before goes on answering: \(failure)")
    }
    reloads.take(number)?(self, outcome.map(\.summary))
  }
}
