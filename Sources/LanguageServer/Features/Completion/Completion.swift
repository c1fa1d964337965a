import Classification
import CodeBlocks
import JSONRPC
import LanguageServerProtocol
import MarkdownFences

/// `textDocument/completion`: the tag of a code block, inside the info string of its opening fence and nowhere else.
extension ServerLoop {
  /// What begins a fence, and, in R Markdown and Quarto, a chunk.
  static let completionTriggers = ["`", "~", "{"]

  func completions(_ params: CompletionRequest, _ id: RequestID) -> RequestOutcome<CompletionList?> {
    guard let document = documents[params.textDocument.uri], document.isMarkdown else { return .now(nil) }
    let analysis = analysis(of: document)
    let completion = TagCompletion(
      document: document, position: TextPosition(params.position), encoding: client.encoding,
      canPreselect: client.capabilities.hasPreselect)
    return answerLater(id, about: document) { outcome in completion.list(analysis, outcome) }
  }
}

/// The completions at one place of a snapshot.
struct TagCompletion: Sendable {
  let document: Document
  let position: TextPosition
  let encoding: TextEncoding
  let canPreselect: Bool

  /// Nil where there is nothing to complete. Without a detector the languages stand in the usual order.
  func list(_ analysis: CodeBlockAnalysis, _ outcome: DetectionEngine.Outcome) -> CompletionList? {
    let cursor = document.text.offset(of: position, in: encoding)
    guard let block = analysis.block(at: position.line), block.kind == .fenced, block.firstLine == position.line,
      let place = TagPlace(block, cursor: cursor)
    else { return nil }
    let look = Look(block, analysis, outcome)
    let tags = CodeBlockTags(settings: analysis.terms.settings, labels: look.labels)
    let ranking = LanguageRanking(
      prediction: look.prediction,
      neighbours: analysis.blocks.compactMap { $0.infoString.tag.flatMap(tags.language) }, labels: look.labels)
    let typed = String(decoding: document.text.bytes(in: place.range.lowerBound..<cursor), as: UTF8.self)
    let range = document.range(of: place.range, onLine: position.line, encoding)
    // Asked again at each letter, the server knows all names of a language; an editor would know the one that is shown.
    return CompletionList(
      isIncomplete: true, items: items(ranking.ranked, TagNames(tags: tags, typed: typed), range, sure: look.suggestion)
    )
  }

  /// What the block's code looks like.
  private struct Look {
    /// The languages that the model tells apart; none without a model.
    var labels: [String] = []
    /// Nil where there is nothing to go by: no model, no code, or code that another block's fence closes.
    var prediction: Prediction?
    /// What would be written without asking, and is chosen before anything has been typed; a block that is not closed holds
    /// what follows it.
    var suggestion: TagSuggestion?

    init(_ block: CodeBlock, _ analysis: CodeBlockAnalysis, _ outcome: DetectionEngine.Outcome) {
      guard case .success(let loaded) = outcome else { return }
      labels = loaded.detector.labels
      guard !block.isClosedByAnothersFence, block.content.utf8.contains(where: { $0 > 0x20 }) else { return }
      let prediction = analysis.prediction(of: block, loaded)
      self.prediction = prediction
      if block.isClosed { suggestion = analysis.judge(loaded).suggestion(forUntagged: block, prediction) }
    }
  }

  private func items(
    _ ranked: [RankedLanguage], _ names: TagNames, _ range: PositionRange, sure suggestion: TagSuggestion?
  ) -> [CompletionItem] {
    let found = ranked.compactMap { language in names.match(language.id).map { (language, $0) } }
    return found.enumerated().map { index, one in
      let (language, match) = one
      let isSure = index == 0 && language.id == suggestion?.language
      let digits = String(index)
      return CompletionItem(
        label: match.tag, kind: .enumMember, detail: detail(language),
        preselect: isSure && canPreselect ? true : nil,
        sortText: String(repeating: "0", count: max(0, 4 - digits.count)) + digits, filterText: match.filterText,
        textEdit: TextEdit(range: range, newText: match.tag))
    }
  }

  private func detail(_ language: RankedLanguage) -> String {
    guard let probability = language.probability else { return language.name }
    return "\(language.name), \(HoverText.percent(probability))"
  }
}
