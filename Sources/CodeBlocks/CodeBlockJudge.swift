package import Classification
internal import Languages
package import MarkdownFences

/// The rules for the tags of code blocks, as pure functions of the block and what the classifier says of its code.
package struct CodeBlockJudge: Sendable {
  /// What tags are called.
  private let tags: CodeBlockTags
  private let settings: CodeBlockSettings
  private let threshold: @Sendable (String, Int) -> Double

  /// Rules under these settings for a model that may answer these labels: a tag of another language is never called wrong,
  /// since the model could not say that it is right. `threshold` gives the model's own for a language and a
  /// number of characters: from which confidence on 99 of 100 answers are right, 1 for never.
  package init(
    settings: CodeBlockSettings, labels: some Sequence<String>,
    threshold: @escaping @Sendable (_ language: String, _ characters: Int) -> Double
  ) {
    tags = CodeBlockTags(settings: settings, labels: labels)
    self.settings = settings
    self.threshold = threshold
  }

  /// The verdict that needs no classifier; nil where the code has to be looked at.
  package func verdictWithoutLooking(_ block: CodeBlock) -> CodeBlockVerdict? {
    if block.isIgnored { return .leftAlone(.ignored) }
    if block.kind == .indented { return .leftAlone(.indented) }
    if block.content.utf8.allSatisfy({ $0 <= 0x20 }) { return .leftAlone(.empty) }
    if block.isClosedByAnothersFence { return .leftAlone(.closedByAnother) }
    if block.infoString.form == .empty { return nil }
    guard let tag = block.infoString.tag else { return .leftAlone(.attributes) }
    guard let language = tags.language(ofTag: tag) else { return .leftAlone(.foreignTag) }
    return mayBeMistagged(block, language) ? nil : .tagged(language: language)
  }

  /// The verdict about a block whose code the classifier has looked at.
  package func verdict(_ block: CodeBlock, _ prediction: Prediction) -> CodeBlockVerdict {
    if let verdict = verdictWithoutLooking(block) { return verdict }
    guard let tag = block.infoString.tag, let language = tags.language(ofTag: tag) else {
      return .untagged(suggestion: suggestion(forUntagged: block, prediction))
    }
    guard let best = best(block, prediction), isMistake(language, best),
      let suggestion = suggestion(
        best, in: block, settings.mistakeConfidence, atLeast: CodeBlockSettings.leastMistakeConfidence)
    else { return .tagged(language: language) }
    return .mistagged(tag: tag, suggestion: suggestion)
  }

  /// What may be written without asking where a block has no tag, or one that is being typed; nil where the classifier is
  /// not sure enough, or the code is not what somebody put between fences.
  package func suggestion(forUntagged block: CodeBlock, _ prediction: Prediction) -> TagSuggestion? {
    guard !block.isClosedByAnothersFence, let best = best(block, prediction) else { return nil }
    return suggestion(best, in: block, settings.minimumConfidence, atLeast: CodeBlockSettings.leastConfidence)
  }

  /// A tag alone (`js`) may be called wrong; with attributes or options (`rust,ignore`, `{r, echo=FALSE}`,
  /// `js {1,3}`) it belongs to a tool that knows what it means.
  private func mayBeMistagged(_ block: CodeBlock, _ language: String) -> Bool {
    block.infoString.form == .plain && tags.labels.contains(language)
      && block.content.unicodeScalars.count >= settings.leastMistaggedCharacters
  }

  private func isMistake(_ language: String, _ best: Candidate) -> Bool {
    guard best.language != language else { return false }
    guard let tagged = Languages[language], let detected = Languages[best.language] else { return true }
    return !tagged.isLookAlike(of: detected) && !detected.isLookAlike(of: tagged)
  }

  /// The language that may be suggested: the most probable one, and of a patch none but that of patches.
  private func best(_ block: CodeBlock, _ prediction: Prediction) -> Candidate? {
    Self.isPatch(block) ? prediction.candidates.first { $0.language == "diff" } : prediction.candidates.first
  }

  /// Whether lines are marked as added: then the code is another language's and the block is a patch to it, whatever the
  /// classifier makes of the many lines that are not marked.
  private static func isPatch(_ block: CodeBlock) -> Bool {
    block.content.utf8.split(separator: UInt8(ascii: "\n")).contains {
      $0.starts(with: "+".utf8) && !$0.starts(with: "+++".utf8)
    }
  }

  /// What may be written for a candidate, which has to reach the user's bound; where he set none, the model's threshold
  /// and `least`.
  private func suggestion(
    _ candidate: Candidate, in block: CodeBlock, _ bound: Double?, atLeast least: Double
  ) -> TagSuggestion? {
    let isSure =
      if let bound { candidate.probability >= bound } else {
        candidate.probability >= least
          && ConfidenceThresholds.isReached(
            threshold(candidate.language, block.content.unicodeScalars.count), by: candidate.probability)
      }
    return isSure ? tags.suggestion(candidate) : nil
  }
}
