import Classification

/// What the editor shall do with an announced language.
package enum DetectionDecision: String, Sendable {
  case apply, suggest, none
}

/// What the policy made of a prediction.
package enum DetectionOutcome: Sendable, Equatable {
  /// Tell the client: this language, or that none can be told, and why.
  case announce(DetectionDecision, language: String?, reason: String)
  /// Tell the client nothing, and why.
  case silent(SilenceReason)
}

/// Why nothing is announced.
package enum SilenceReason: Sendable, Equatable {
  /// Detection is off.
  case off
  /// The document is no candidate: its language was chosen, is set, or was announced once and for all.
  case notCandidate
  /// This language has been announced already.
  case announcedBefore
  /// The client's own name for the language says it already.
  case clientKnows
  /// Another language leads, but not clearly enough to change the one that was announced.
  case withinMargin
  /// None can be told, and that has been said, or a language stands that was announced while one could be told.
  case stillUncertain
}

/// Decides what to tell a client: values in, a decision out.
package struct DetectionPolicy: Sendable {
  /// A text with fewer bytes than this, white space aside, says nothing.
  package static let minimumVisibleBytes = 8
  /// A language less probable than this is not even suggested, where the user has set no bound of his own.
  package static let suggestedFrom = 0.6
  /// The share of the probability that the allowed languages must have had before the others were excluded, for one of
  /// them to be set: else the text is in a language that is not allowed, and the best of the rest is the best by chance.
  package static let leastAllowedShare = 0.1

  /// The settings in force.
  package var settings: DetectionSettings
  /// Hysteresis: how much more probable than the announced language another has to be to take its place.
  package var changeMargin = 0.3

  /// A policy under these settings.
  package init(settings: DetectionSettings) { self.settings = settings }

  /// Whether a document has to be looked at at all.
  package func isCandidate(_ record: DetectionRecord) -> Bool { settings.mode != .off && record.isCandidate }

  /// Whether a text has anything to go by.
  package static func saysSomething(_ text: [UInt8]) -> Bool {
    var visible = 0
    for byte in text where byte > UInt8(ascii: " ") {
      visible += 1
      if visible == minimumVisibleBytes { return true }
    }
    return false
  }

  /// Whether nothing shall follow an announcement of a language. A suggestion that may become more is not the last.
  package func isLast(_ decision: DetectionDecision) -> Bool {
    settings.detectOnce && (decision == .apply || settings.mode == .suggest)
  }

  /// What to tell the client about a document whose text, `identity`, is what `evidence` is about.
  /// `isNamedAsText` says that the document's file name promises text; `clientNames` gives the names, in lower case,
  /// under which a client may know a registry id.
  package func decide(
    _ evidence: DetectionEvidence, identity: TextIdentity, record: DetectionRecord, isNamedAsText: Bool,
    clientNames: (String) -> Set<String>
  ) -> DetectionOutcome {
    guard settings.mode != .off else { return .silent(.off) }
    guard record.isCandidate else { return .silent(.notCandidate) }
    let prediction = evidence.prediction
    guard let best = prediction.candidates.first else {
      return uncertain(record, language: nil, prediction.reason.map { "\($0)" } ?? "nothing to go by")
    }
    let verdict = DetectionVerdict(best, evidence, settings, isNamedAsText: isNamedAsText)
    if verdict.decision == .none { return uncertain(record, language: best.language, verdict.reason) }
    if clientSays(best.language, record, clientNames) { return .silent(.clientKnows) }
    if let silence = silence(best, verdict.decision, prediction, identity, record) { return .silent(silence) }
    return .announce(verdict.decision, language: best.language, reason: reason(verdict, evidence, record))
  }

  private func uncertain(_ record: DetectionRecord, language: String?, _ reason: String) -> DetectionOutcome {
    if record.announced != nil || record.hasLanguage { return .silent(.stillUncertain) }
    return .announce(.none, language: language, reason: reason)
  }

  /// Guard one against the feedback loop: what the client says itself is no news. A plain name from before a language
  /// was applied says nothing any more: some editors never send the new one.
  private func clientSays(_ language: String, _ record: DetectionRecord, _ clientNames: (String) -> Set<String>) -> Bool
  {
    if record.hasLanguage { return clientNames(language).contains(record.languageID.lowercased()) }
    return language == DocumentTraits.plainText && !record.isApplied
  }

  /// Guard two, and hysteresis: what was announced for this text or still stands is not announced again, unless it was
  /// only suggested and may be set now. One that is set gives way only to one that may be set.
  private func silence(
    _ best: Candidate, _ decision: DetectionDecision, _ prediction: Prediction, _ identity: TextIdentity,
    _ record: DetectionRecord
  ) -> SilenceReason? {
    guard let announced = record.announced, let language = announced.language else { return nil }
    let isUpgrade = announced.decision == .suggest && decision == .apply
    if language == best.language {
      return isUpgrade || (record.wasEmptied && announced.identity != identity) ? nil : .announcedBefore
    }
    if record.wasEmptied { return nil }
    if announced.decision == .apply, decision != .apply, settings.mode == .apply { return .withinMargin }
    let standing = prediction.candidates.first { $0.language == language }?.probability ?? 0
    return best.probability - standing < changeMargin ? .withinMargin : nil
  }

  private func reason(
    _ verdict: DetectionVerdict, _ evidence: DetectionEvidence, _ record: DetectionRecord
  ) -> String {
    let changes =
      verdict.decision == .apply && record.announced?.language != nil && record.isApplied && !record.wasEmptied
    let reason = changes ? "clearly another language than before" : verdict.reason
    return evidence.isTipped ? "\(reason), \(DetectionEvidence.tippedWords)" : reason
  }
}
