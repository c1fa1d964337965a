import Classification
import LanguageServerProtocol
import Logging

/// `parlance/languageDetected` and `parlance/languageChosen`.
extension ServerLoop {
  var policy: DetectionPolicy { DetectionPolicy(settings: settings.detection) }

  /// The document that may be looked at, and what is remembered of it; nil for one that is nobody's business.
  private func candidate(_ uri: DocumentURI) -> (document: Document, record: DetectionRecord)? {
    guard client.wantsAnnouncements, !configuration.isAwaited, let document = documents[uri], let record = memory[uri],
      policy.isCandidate(record)
    else { return nil }
    return (document, record)
  }

  /// Looks at a document as soon as it has not been edited for a while.
  func detectWhenQuiet(_ uri: DocumentURI) {
    detections.cancel(uri)
    guard let revision = candidate(uri)?.document.revision else { return }
    let delay = Duration.milliseconds(settings.detection.debounceMilliseconds)
    guard delay > .zero else { return detect(uri) }
    environment.clock.schedule(after: delay) { [post] in post(.quiet(uri: uri, revision: revision)) }
  }

  func becameQuiet(_ uri: DocumentURI, _ revision: Int) {
    if documents[uri]?.revision == revision { detect(uri) }
  }

  /// Looks at a document now.
  func detect(_ uri: DocumentURI) {
    guard let document = candidate(uri)?.document else { return }
    let options = classificationOptions
    engine.submit(detections.begin(uri)) { [post] outcome in
      guard case .success(let loaded) = outcome else { return }
      let sample = document.text.sample()
      guard DetectionPolicy.saysSomething(sample) else { return }
      let evidence = DetectionEvidence(sample, loaded.detector, options)
      let identity = TextIdentity(byteCount: document.text.byteCount, sample: sample)
      post(
        .detected(
          DetectionResult(uri: uri, revision: document.revision, identity: identity, evidence: evidence)))
    }
  }

  /// A detection is done. Of a state that is no more it is worth nothing.
  func detected(_ result: DetectionResult) {
    guard let (document, record) = candidate(result.uri), document.revision == result.revision else { return }
    let outcome = policy.decide(
      result.evidence, identity: result.identity, record: record,
      isNamedAsText: DocumentTraits.isNamedAsText(result.uri.rawValue), clientNames: client.names.clientNames)
    switch outcome {
    case .silent(let reason): trace("\(result.uri): silent, \(reason)", verbose: result.description)
    case .announce(let decision, let language, let reason): announce(decision, language, reason, result, document)
    }
  }

  private func announce(
    _ decision: DetectionDecision, _ language: String?, _ reason: String, _ result: DetectionResult,
    _ document: Document
  ) {
    let announced = decision == .none ? nil : language
    memory[result.uri]?.announce(
      Announced(
        language: announced, clientNames: announced.map(client.names.clientNames) ?? [], decision: decision,
        identity: result.identity),
      isLast: announced != nil && policy.isLast(decision))
    trace("\(result.uri): \(decision) \(announced ?? "no language"), \(reason)", verbose: result.description)
    notify(
      LanguageDetectedNotification(decision, reason, result.evidence.prediction, of: document, names: client.names))
  }

  func wasEmptied(_ uri: DocumentURI) {
    if memory[uri]?.announced != nil { memory[uri]?.wasEmptied = true }
  }

  func languageChosen(_ params: LanguageChosenNotification) {
    let uri = params.textDocument.uri
    if let document = documents[uri] { keepCorrection(of: document, chosen: params.languageId) }
    memory[uri]?.choose(params.languageId)
    documents[uri]?.languageID = params.languageId
    if countDocument(uri) { lookAgain() } else { diagnose(uri) }
  }
}

extension LanguageDetectedNotification {
  /// How many languages are named besides the first.
  private static let alternativeCount = 4
  /// A language less probable than this is not named.
  private static let leastAlternative = 0.005

  /// The message about a prediction. Where no language is announced, all that were considered are alternatives.
  init(
    _ decision: DetectionDecision, _ reason: String, _ prediction: Prediction, of document: Document,
    names: EditorNames
  ) {
    let best = decision == .none ? nil : prediction.candidates.first
    let others = prediction.candidates.dropFirst(best == nil ? 0 : 1)
    self.init(
      textDocument: VersionedTextDocumentIdentifier(uri: document.uri, version: document.version),
      language: best.map {
        DetectedLanguage(
          id: $0.language, name: names.name(of: $0.language), editorId: names.editorID(of: $0.language))
      },
      confidence: Self.rounded(prediction.confidence),
      alternatives: others.prefix(Self.alternativeCount).filter { $0.probability >= Self.leastAlternative }.map {
        LanguageAlternative(
          id: $0.language, name: names.name(of: $0.language), editorId: names.editorID(of: $0.language),
          confidence: Self.rounded($0.probability))
      },
      decision: LanguageDecision(rawValue: decision.rawValue), reason: reason)
  }

  /// Four digits are more than anybody can be sure of.
  static func rounded(_ probability: Double) -> Double { (probability * 10_000).rounded() / 10_000 }
}
