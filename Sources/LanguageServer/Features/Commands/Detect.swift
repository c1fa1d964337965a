import Classification
import JSON
import JSONRPC
import LanguageServerProtocol

/// `parlance.detect`: the language of a document, for a user who asks for it.
extension ServerLoop {
  /// Whatever the document's language is now, and also where nothing is announced by itself: the user asks.
  func detect(_ arguments: DocumentArgument, _ call: CommandCall) -> RequestOutcome<JSONValue> {
    guard let document = documents[arguments.uri] else { return .failure(.notOpen(arguments.uri)) }
    let options = classificationOptions
    let ticket = putOff(call.id)
    engine.submit(ticket.cancellation) { [post] outcome in
      let sample = document.text.sample()
      let identity = TextIdentity(byteCount: document.text.byteCount, sample: sample)
      let result = outcome.map { loaded in
        DetectionResult(
          uri: document.uri, revision: document.revision, identity: identity,
          evidence: DetectionEvidence(sample, loaded.detector, options))
      }
      post(.detectedOnDemand(ticket, result))
    }
    return .later
  }

  func detectedOnDemand(_ ticket: PendingTicket, _ result: Result<DetectionResult, DetectorFailure>) {
    switch result {
    case .failure(let failure):
      answer(ticket, .failure(ResponseError(.requestFailed, "no language can be detected: \(failure)")))
    case .success(let result):
      guard let document = documents[result.uri], document.revision == result.revision else {
        answer(ticket, .failure(ResponseError(.contentModified, "the document was edited meanwhile")))
        return
      }
      answer(ticket, .success(answer(about: document, result).json))
    }
  }

  /// As if the document had come anew and nobody had said what it is.
  private func answer(about document: Document, _ result: DetectionResult) -> LanguageDetectedNotification {
    var policy = DetectionPolicy(settings: settings.detection)
    if policy.settings.mode == .off { policy.settings.mode = .suggest }
    let outcome = policy.decide(
      result.evidence, identity: result.identity, record: DetectionRecord(languageID: ""),
      isNamedAsText: DocumentTraits.isNamedAsText(result.uri.rawValue), clientNames: client.names.clientNames)
    switch outcome {
    case .announce(let decision, let language, let reason):
      remember(decision, language, result)
      return LanguageDetectedNotification(
        decision, reason, result.evidence.prediction, of: document, names: client.names)
    case .silent:
      return LanguageDetectedNotification(
        .none, "it is plain text", result.evidence.prediction, of: document, names: client.names)
    }
  }

  /// The client may set the language that it was told; that is not the user's own choice then.
  private func remember(_ decision: DetectionDecision, _ language: String?, _ result: DetectionResult) {
    guard decision != .none, let language else { return }
    memory[result.uri]?.announce(
      Announced(
        language: language, clientNames: client.names.clientNames(of: language), decision: decision,
        identity: result.identity),
      isLast: policy.isLast(decision))
  }
}
