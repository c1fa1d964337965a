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
      settings: settings.codeBlocks, canPreselect: client.capabilities.hasPreselect)
    return answerLater(id, about: document) { outcome in completion.list(analysis, outcome) }
  }
}

/// The completions at one place of a snapshot.
struct TagCompletion: Sendable {
  let document: Document
  let position: TextPosition
  let encoding: TextEncoding
  let settings: CodeBlockSettings
  let canPreselect: Bool

  /// Nil where there is nothing to complete. Without a detector the languages stand in the usual order.
  func list(_ analysis: CodeBlockAnalysis, _ outcome: DetectionEngine.Outcome) -> CompletionList? {
    let cursor = document.text.offset(of: position, in: encoding)
    guard let block = analysis.block(at: position.line), block.kind == .fenced, block.firstLine == position.line,
      let place = TagPlace(block, cursor: cursor)
    else { return nil }
    var prediction: Prediction?
    var labels: [String] = []
    if case .success(let loaded) = outcome {
      labels = loaded.detector.labels
      let saysSomething = DetectionPolicy.saysSomething(Array(block.content.utf8))
      if saysSomething { prediction = analysis.prediction(of: block, loaded) }
    }
    let judge = CodeBlockJudge(settings: settings, labels: labels)
    let ranking = LanguageRanking(
      prediction: prediction, neighbours: analysis.blocks.compactMap { $0.infoString.tag.flatMap(judge.language) },
      labels: labels)
    let typed = String(decoding: document.text.bytes(in: place.range.lowerBound..<cursor), as: UTF8.self)
    let range = document.range(of: place.range, onLine: position.line, encoding)
    // Asked again at each letter, the server knows all names of a language; an editor would know the one that is shown.
    return CompletionList(
      isIncomplete: true, items: items(ranking.ranked, TagNames(judge: judge, typed: typed), range))
  }

  private func items(_ ranked: [RankedLanguage], _ names: TagNames, _ range: PositionRange) -> [CompletionItem] {
    let found = ranked.compactMap { language in names.match(language.id).map { (language, $0) } }
    return found.enumerated().map { index, one in
      let (language, match) = one
      let isSure =
        index == 0 && (language.probability ?? 0) >= (settings.minimumConfidence ?? CodeBlockSettings.leastConfidence)
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
