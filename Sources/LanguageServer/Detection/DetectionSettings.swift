package import Classification

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
  /// `detection.minimumConfidence`: below it no language is announced. In 0...1.
  package var minimumConfidence = 0.6
  /// `detection.detectOnce`: the first language that is announced is the last for its document.
  package var detectOnce = false
  /// `detection.debounceMilliseconds`: how long no key must have been pressed before an edited text is looked at.
  package var debounceMilliseconds = 300
  /// `languages.include`: only these registry ids may be guessed; empty allows all.
  package var include: Set<String> = []
  /// `languages.exclude`: these registry ids may not be guessed.
  package var exclude: Set<String> = []

  /// The defaults.
  package init() {}

  /// What to ask of the classifier. It is never told to abstain: the decision is `DetectionPolicy`'s, and a hover
  /// shows the uncertain ones too.
  package var classificationOptions: ClassificationOptions {
    ClassificationOptions(include: include.isEmpty ? nil : include, exclude: exclude)
  }
}
