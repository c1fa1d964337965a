package import Classification
internal import Languages
package import MarkdownFences

/// The rules for the tags of code blocks, as pure functions of the block and what the classifier says of its code.
package struct CodeBlockJudge: Sendable {
  private let settings: CodeBlockSettings
  /// The languages that the model tells apart: a tag that names another one is never called wrong.
  private let labels: Set<String>

  /// Rules under these settings for a model with these labels.
  package init(settings: CodeBlockSettings, labels: some Sequence<String>) {
    self.settings = settings
    self.labels = Set(labels)
  }

  /// The verdict that needs no classifier; nil where the code has to be looked at.
  package func verdictWithoutLooking(_ block: CodeBlock) -> CodeBlockVerdict? {
    if block.isIgnored { return .leftAlone(.ignored) }
    if block.kind == .indented { return .leftAlone(.indented) }
    if block.content.utf8.allSatisfy({ $0 <= 0x20 }) { return .leftAlone(.empty) }
    if block.infoString.form == .empty { return nil }
    guard let tag = block.infoString.tag else { return .leftAlone(.attributes) }
    guard let language = language(ofTag: tag) else { return .leftAlone(.foreignTag) }
    return mayBeMistagged(block, language) ? nil : .tagged(language: language)
  }

  /// The verdict about a block whose code the classifier has looked at.
  package func verdict(_ block: CodeBlock, _ prediction: Prediction) -> CodeBlockVerdict {
    if let verdict = verdictWithoutLooking(block) { return verdict }
    let best = prediction.candidates.first
    guard let tag = block.infoString.tag, let language = language(ofTag: tag) else {
      return .untagged(suggestion: best.flatMap { suggestion($0, atLeast: settings.minimumConfidence) })
    }
    guard let best, isMistake(language, best), let suggestion = suggestion(best, atLeast: settings.mistakeConfidence)
    else { return .tagged(language: language) }
    return .mistagged(tag: tag, suggestion: suggestion)
  }

  /// What may be offered for an untagged block, however sure it is: the best few tags, the best one first.
  package func suggestions(_ prediction: Prediction, count: Int) -> [TagSuggestion] {
    Array(prediction.candidates.lazy.compactMap { suggestion($0, atLeast: 0) }.prefix(count))
  }

  /// What would be written for a language.
  package func tag(for language: String) -> String {
    settings.preferredTags[language] ?? Languages[language]?.preferredTag ?? language
  }

  /// The language that a tag names: one of the registry, or a label of the user's own.
  package func language(ofTag tag: String) -> String? {
    Languages.byAlias(tag)?.id ?? (labels.contains(tag) ? tag : nil)
  }

  /// A tag alone (`js`) may be called wrong; with attributes or options (`rust,ignore`, `{r, echo=FALSE}`,
  /// `js {1,3}`) it belongs to a tool that knows what it means.
  private func mayBeMistagged(_ block: CodeBlock, _ language: String) -> Bool {
    block.infoString.form == .plain && labels.contains(language)
      && block.content.unicodeScalars.count >= settings.leastMistaggedCharacters
  }

  private func isMistake(_ language: String, _ best: Candidate) -> Bool {
    guard best.language != language else { return false }
    guard let tagged = Languages[language], let detected = Languages[best.language] else { return true }
    return !tagged.isLookAlike(of: detected) && !detected.isLookAlike(of: tagged)
  }

  /// What would end the info string, or change its form, is no tag.
  package static func isOneWord(_ tag: String) -> Bool {
    !tag.isEmpty && !tag.unicodeScalars.contains { $0.value <= 0x20 || "`~{},=".unicodeScalars.contains($0) }
  }

  private func suggestion(_ candidate: Candidate, atLeast confidence: Double) -> TagSuggestion? {
    guard candidate.probability >= confidence else { return nil }
    let tag = tag(for: candidate.language)
    guard Self.isOneWord(tag) else { return nil }
    return TagSuggestion(language: candidate.language, tag: tag, confidence: candidate.probability)
  }
}
