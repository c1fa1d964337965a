import Classification

/// What the best language of a text is good for, whatever was announced before.
struct DetectionVerdict: Sendable, Equatable {
  let decision: DetectionDecision
  /// Why, for people.
  let reason: String

  /// A confidence that reaches the threshold is set, a lower one suggested. A bound that the user has set takes the place
  /// of every threshold: from it on a language is set, below it nothing is said.
  init(_ best: Candidate, _ evidence: DetectionEvidence, _ settings: DetectionSettings, isNamedAsText: Bool) {
    let bound = settings.minimumConfidence
    let least = bound ?? DetectionPolicy.suggestedFrom
    if best.probability < least {
      decision = .none
      reason = bound == nil ? "not certain enough" : "less certain than detection.minimumConfidence"
    } else if settings.mode == .suggest {
      (decision, reason) = (.suggest, "detection.mode is suggest")
    } else if isNamedAsText {
      (decision, reason) = (.suggest, "the file's name says that it is text")
    } else if evidence.prediction.allowedShare < DetectionPolicy.leastAllowedShare {
      (decision, reason) = (
        .suggest, "it looks more like a language that languages.include or languages.exclude rules out"
      )
    } else if bound != nil || ConfidenceThresholds.isReached(evidence.threshold, by: best.probability) {
      (decision, reason) = (.apply, "certain enough")
    } else {
      let why =
        evidence.isShort ? "a text this short is only asked about" : "not certain enough to be set without asking"
      (decision, reason) = (.suggest, why)
    }
  }
}

extension DetectionEvidence {
  /// What is said where the workspace's languages tipped the scale.
  static let tippedWords = "tipped by the languages of your workspace"
}
