import Classification
import LanguageServerProtocol

/// The hint that says what a whole buffer looks like. Nothing can be accepted: LSP cannot set a language.
struct WholeTextHint: Sendable {
  let document: Document
  let record: DetectionRecord
  let encoding: TextEncoding
  let policy: DetectionPolicy
  let names: EditorNames
  let options: ClassificationOptions

  func hints(_ outcome: DetectionEngine.Outcome) -> [InlayHint]? {
    guard case .success(let loaded) = outcome else { return nil }
    let sample = document.text.sample()
    guard DetectionPolicy.saysSomething(sample) else { return nil }
    let evidence = DetectionEvidence(sample, loaded.detector, options)
    guard let language = language(evidence, sample) else { return nil }
    return [
      InlayHint(
        position: Position(document.text.endOfLine(0, in: encoding)),
        label: .string("\(names.name(of: language)) \(HoverText.percent(evidence.prediction.confidence))"),
        paddingLeft: true)
    ]
  }

  /// What would be announced, if nothing had been before: a hint says so each time that it is asked for.
  private func language(_ evidence: DetectionEvidence, _ sample: [UInt8]) -> String? {
    var record = record
    record.announced = nil
    let outcome = policy.decide(
      evidence, identity: TextIdentity(byteCount: document.text.byteCount, sample: sample), record: record,
      isNamedAsText: false, clientNames: names.clientNames)
    guard case .announce(let decision, let language?, _) = outcome, decision != .none else { return nil }
    return language
  }
}
