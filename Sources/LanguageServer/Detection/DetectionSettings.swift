import Classification

/// What the server does with a language it has found.
package enum DetectionMode: String, Sendable, CaseIterable {
  /// Nothing is detected.
  case off
  /// The editor is told, and asks the user.
  case suggest
  /// The editor is told, and sets the language.
  case apply
}

/// The settings of detection, with every default in this one place.
package struct DetectionSettings: Sendable, Equatable {
  /// `detection.mode`
  package var mode = DetectionMode.apply
  /// `detection.minimumConfidence`: from it on a language is set, below it none is announced, in 0...1; nil: the model's
  /// thresholds, each language's own, decide what is set, and what lies a little lower is suggested.
  package var minimumConfidence: Double?
  /// `detection.detectOnce`: the first language that is announced is the last for its document.
  package var detectOnce = false
  /// `detection.debounceMilliseconds`: how long no key must have been pressed before an edited text is looked at.
  package var debounceMilliseconds = 300
  /// `languages.include`: only these registry ids may be guessed; empty allows all.
  package var include: Set<String> = []
  /// `languages.exclude`: these registry ids may not be guessed.
  package var exclude: Set<String> = []

  /// `workspacePrior`: how much the languages of the workspace count, from 0 (nothing) to 1.
  package var workspacePrior = 0.5

  /// The defaults.
  package init() {}

  /// From which confidence on a hover does not say that it is not sure.
  var sureFrom: Double { minimumConfidence ?? DetectionPolicy.suggestedFrom }

  /// What to ask of the classifier, in a workspace whose languages give `prior`. It is never told to abstain: the
  /// decision is `DetectionPolicy`'s, and a hover shows the uncertain ones too. Plain text is always allowed that nobody
  /// excludes, or prose would have to be some language.
  func classificationOptions(prior: [String: Double]?) -> ClassificationOptions {
    ClassificationOptions(
      include: include.isEmpty ? nil : include.union([DocumentTraits.plainText]), exclude: exclude, prior: prior)
  }
}
