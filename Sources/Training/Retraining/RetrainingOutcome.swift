internal import Evaluation
package import JSON

/// How a retraining ended: with a new model that was compared with the old one, or before that.
package enum RetrainingOutcome: Sendable {
  case retrained(RetrainingReport)
  case failed(RetrainingFailure)

  /// The last line for programs.
  package func json() -> JSONValue {
    switch self {
    case .retrained(let report): report.json()
    case .failed(let failure):
      ["event": "failed", "reason": .string(failure.reason.rawValue), "message": .string(failure.message)]
    }
  }
}

/// Why there is no new model. The old one answers as before.
package struct RetrainingFailure: Error, Sendable, Equatable {
  package enum Reason: String, Sendable {
    /// Another training on this workspace goes on.
    case busy
    /// Someone asked to stop.
    case stopped
    /// The workspace has too little to learn from.
    case noSnippets
    case error
  }

  package let reason: Reason
  /// One sentence for the user.
  package let message: String

  /// A failure of its parts.
  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  static let stopped = RetrainingFailure(.stopped, "The training was stopped; the model that answered answers still.")
}

/// What a retraining came to.
package struct RetrainingReport: Sendable {
  /// What both models answered, and what follows from it.
  package let rule: AdoptionRule
  /// Languages that the new model knows and the old one does not.
  package let newLanguages: [String]
  /// The model that answers from now on.
  package var model: String
  /// The run's page.
  package let page: String

  /// Whether the new model took over.
  package var isAdopted: Bool { rule.isAdopted }

  /// The last line for programs.
  package func json() -> JSONValue {
    [
      "event": "retrained", "adopted": .bool(isAdopted), "reason": .string(reason),
      "workspace": Self.json(rule.workspace),
      "builtIn": Self.json(rule.guardHalf, pValue: rule.guardHalf.lossProbability),
      "newLanguages": .array(newLanguages.map { .string($0) }), "model": .string(model), "report": .string(page),
    ]
  }

  private static func json(_ counts: PairedCounts, pValue: Double? = nil) -> JSONValue {
    var members: JSONObject = [
      "rows": .integer(counts.rows), "before": .number(rounded(counts.accuracyBefore)),
      "after": .number(rounded(counts.accuracyAfter)), "gained": .integer(counts.gained), "lost": .integer(counts.lost),
    ]
    members["pValue"] = pValue.map { .number(rounded($0)) }
    return .object(members)
  }

  private static func rounded(_ share: Double) -> Double { (share * 1e4).rounded() / 1e4 }

  /// Why, in a sentence.
  package var reason: String {
    let (workspace, builtIn) = (rule.workspace, rule.guardHalf)
    let figures =
      "right on \(workspace.after) of the \(workspace.rows) held-out snippets, before on \(workspace.before)"
    guard rule.isBetter else {
      return workspace.gained > workspace.lost
        ? "Not adopted: \(figures), which may be luck."
        : "Not adopted: no better on the workspace's own files: \(figures)."
    }
    guard !rule.isWorse else {
      return "Not adopted: better on the workspace's own files (\(figures)), but it forgets other languages: right on"
        + " \(builtIn.after) of \(builtIn.rows) pieces of them, before on \(builtIn.before)."
    }
    let rest =
      builtIn.rows > 0 ? "; of other languages on \(builtIn.after) of \(builtIn.rows), before on \(builtIn.before)" : ""
    return "Adopted: \(figures)\(rest)."
  }
}
