package import CodeBlocks

/// All settings, with every default in one place (and `DetectionSettings`, `CodeBlockSettings`).
package struct ServerSettings: Sendable, Equatable {
  /// `detection.*` and `languages.*`
  package var detection = DetectionSettings()
  /// `markdown.diagnostics`: untagged and mistagged code blocks are told of.
  package var diagnosesCodeBlocks = true
  /// `markdown.minimumConfidence` and `markdown.preferredTags`
  package var codeBlocks = CodeBlockSettings()
  /// `markdown.inlayHints`: untagged code blocks show what they look like.
  package var showsInlayHints = true
  /// `hover.whereverUntitled`: in a buffer without a name a hover answers on every line, also once a language is set.
  package var hoversWhereverUntitled = false
  /// `hover.evidence`: a hover tells the words that spoke for the best language.
  package var hoversGiveEvidence = true
  /// `model.path`: the model's directory; nil searches the usual places.
  package var modelPath: String?

  /// `training.*`
  package var training = TrainingSettings()
  /// `learnFromCorrections`: a language that the user chooses against a detected one is kept for the next retrain.
  package var learnsFromCorrections = false

  /// The defaults.
  package init() {}
}
