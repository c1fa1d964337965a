import JSON
import JSONRPC
import LanguageServerProtocol

/// `parlance.showModel`: which model answers, and why.
extension ServerLoop {
  /// One that is still being loaded is waited for.
  func showModel(_ call: CommandCall) -> RequestOutcome<JSONValue> {
    let ticket = putOff(call.id)
    engine.submit(ticket.cancellation) { [post] outcome in
      post(.modelToShow(ticket, outcome.map(\.summary)))
    }
    return .later
  }

  func show(_ model: Result<ModelSummary, DetectorFailure>, _ ticket: PendingTicket) {
    switch model {
    case .success(let summary):
      guard answer(ticket, .success(summary.json)) else { return }
      notify(ShowMessageNotification(type: .info, message: "Parlance: \(summary.text)"))
    case .failure(let failure):
      answer(ticket, .failure(ResponseError(.requestFailed, "no language can be detected: \(failure)")))
    }
  }
}

extension ModelSummary {
  fileprivate var json: JSONValue {
    [
      "path": .string(path), "origin": .string(origin), "languages": .integer(languageCount), "text": .string(text),
    ]
  }
}
