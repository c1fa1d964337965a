import LanguageServerProtocol
import Logging

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
      model.known = loaded.summary.path
      environment.logger.notice("the model that answers: \(loaded.origin)")
      logOnce(.info, "the model that answers: \(loaded.origin)")
      tellOfUnknownLanguages()
    case .failure(let failure): tellOnce(.error, "no language can be detected: \(failure)")
    }
  }

  /// Looks again which model is to answer, and loads it while the one before goes on answering.
  func reloadDetector(_ continuation: @escaping ModelState.Continuation = { _, _ in }) {
    let request = modelRequest
    let number = model.beginReload(continuation)
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
    model.endReload(number)?(self, outcome.map(\.summary))
  }
}
