package import Classification
internal import Languages

/// What tags are called: which one is written for a language, and which language one names.
package struct CodeBlockTags: Sendable {
  /// The languages that the model tells apart.
  package let labels: Set<String>
  private let preferredTags: [String: String]

  /// Tags under these settings for a model with these labels.
  package init(settings: CodeBlockSettings, labels: some Sequence<String>) {
    self.labels = Set(labels)
    preferredTags = settings.preferredTags
  }

  /// What would be written for a language.
  package func tag(for language: String) -> String {
    preferredTags[language] ?? Languages[language]?.preferredTag ?? language
  }

  /// The language that a tag names: one of the registry, or a label of the user's own.
  package func language(ofTag tag: String) -> String? {
    Languages.byAlias(tag)?.id ?? (labels.contains(tag) ? tag : nil)
  }

  /// What may be offered for an untagged block, however sure it is: the best few tags, the best one first.
  package func suggestions(_ prediction: Prediction, count: Int) -> [TagSuggestion] {
    Array(prediction.candidates.lazy.compactMap(suggestion).prefix(count))
  }

  /// What would be written for a candidate; nil where its language has no tag of one word.
  package func suggestion(_ candidate: Candidate) -> TagSuggestion? {
    let tag = tag(for: candidate.language)
    guard Self.isOneWord(tag) else { return nil }
    return TagSuggestion(language: candidate.language, tag: tag, confidence: candidate.probability)
  }

  /// Whether a text can be a tag: what would end the info string, or change its form, is none.
  package static func isOneWord(_ tag: String) -> Bool {
    !tag.isEmpty && !tag.unicodeScalars.contains { $0.value <= 0x20 || "`~{},=".unicodeScalars.contains($0) }
  }
}
