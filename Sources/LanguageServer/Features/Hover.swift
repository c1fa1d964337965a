import Classification
import JSONRPC
import LanguageServerProtocol
import MarkdownFences

/// `textDocument/hover`: on the code blocks of Markdown, and in buffers whose language nobody has set.
extension ServerLoop {
  /// A document that was never opened has nothing to say; some editors keep such a URI after the buffer got a name.
  func hover(_ params: HoverRequest, _ id: RequestID) -> RequestOutcome<Hover?> {
    guard let document = documents[params.textDocument.uri] else { return .now(nil) }
    let hover = HoverAnswer(
      document: document, encoding: client.encoding, options: classificationOptions,
      givesEvidence: settings.hoversGiveEvidence, text: hoverText)
    let position = TextPosition(params.position)
    if document.isMarkdown {
      let analysis = analysis(of: document)
      sees(PositionRange(start: params.position, end: params.position), in: document.uri)
      return answerLater(id, about: document) { hover.onCodeBlock(at: position, analysis, $0) }
    }
    guard speaks(about: document, at: position) else { return .now(nil) }
    return answerLater(id, about: document) { hover.onWholeText($0) }
  }

  /// What this client is told of a prediction; a hint's tooltip says the same.
  var hoverText: HoverText {
    HoverText(kind: client.hoverKind, names: client.names, minimumConfidence: settings.detection.sureFrom)
  }

  /// Where a hover tells of the whole text: on the first line, and, in a buffer without a name, everywhere as long as
  /// no language is set. Then the other lines are the real language server's.
  private func speaks(about document: Document, at position: TextPosition) -> Bool {
    guard let record = memory[document.uri] else { return false }
    let isNameless = DocumentTraits.isNameless(document.uri.rawValue)
    let hasLanguage = record.hasLanguage || record.isApplied || record.isChosen
    if isNameless {
      return position.line == 0 || !hasLanguage || settings.hoversWhereverUntitled
    }
    return position.line == 0 && !record.hasLanguage
  }
}

/// A hover that is worked out on a snapshot.
struct HoverAnswer: Sendable {
  let document: Document
  let encoding: TextEncoding
  let options: ClassificationOptions
  let givesEvidence: Bool
  let text: HoverText
  /// How long may be looked for evidence, in which the prediction is counted: what is left of 25 ms is for the rest of
  /// a hover.
  private static let evidenceTime = Duration.milliseconds(18)

  /// About the whole text.
  func onWholeText(_ outcome: DetectionEngine.Outcome) -> Hover {
    let sample = document.text.sample()
    let source = ExplainedText(bytes: sample) { [text = document.text] in
      text.position(of: text.origin(ofSampleByte: $0), in: .utf8).line
    }
    return Hover(contents: contents(outcome, source, tag: nil) { explanation(sample, $0.detector) })
  }

  /// About the code block that a line lies in, its fences counted; nil between the blocks.
  func onCodeBlock(
    at position: TextPosition, _ analysis: CodeBlockAnalysis, _ outcome: DetectionEngine.Outcome
  ) -> Hover? {
    guard let block = analysis.block(at: position.line) else { return nil }
    let code = Array(block.content.utf8)
    let source = ExplainedText(bytes: code) { offset in
      block.contentLines.lowerBound + code[..<offset].count { $0 == UInt8(ascii: "\n") }
    }
    return Hover(
      contents: contents(outcome, source, tag: block.infoString.tag) { loaded in
        let prediction = analysis.prediction(of: block, loaded)
        guard givesEvidence, HoverText.isWorthExplaining(prediction) else { return Explanation(prediction) }
        let explanation = explanation(code, loaded.detector)
        return Explanation(prediction, window: explanation.window, words: explanation.words)
      },
      range: PositionRange(
        start: Position(line: block.lines.lowerBound, character: 0),
        end: Position(document.text.endOfLine(block.lines.upperBound - 1, in: encoding))
      ))
  }

  private func explanation(_ text: [UInt8], _ detector: any LanguageDetecting) -> Explanation {
    givesEvidence
      ? detector.explain(text, options: options, timeLimit: Self.evidenceTime)
      : Explanation(detector.detect(text, options: options))
  }

  private func contents(
    _ outcome: DetectionEngine.Outcome, _ source: ExplainedText, tag: String?,
    _ explain: (LoadedDetector) -> Explanation
  ) -> MarkupContent {
    switch outcome {
    case .success(let loaded):
      let explanation = explain(loaded)
      let evidence = DetectionEvidence(explanation.prediction, of: source.bytes, loaded.detector, options)
      return text.contents(
        explanation, lines: explanation.window.flatMap(source.lines), tag: tag,
        notes: evidence.isTipped ? [HoverText.tipped] : [])
    case .failure(let failure): return text.contents(failure)
    }
  }
}

/// What the classifier reads, and where in the document that stands.
private struct ExplainedText {
  let bytes: [UInt8]
  /// The document's line that a byte stands on.
  let line: (Int) -> Int

  /// The lines of some of the bytes; nil where there is nothing on any other.
  func lines(_ window: Range<Int>) -> ClosedRange<Int>? {
    let isVisible = { (byte: UInt8) in byte > UInt8(ascii: " ") }
    guard !window.isEmpty, let first = bytes.firstIndex(where: isVisible), let last = bytes.lastIndex(where: isVisible)
    else { return nil }
    let lower = line(window.lowerBound)
    let lines = lower...max(lower, line(window.upperBound - 1))
    return lines.lowerBound <= line(first) && lines.upperBound >= line(last) ? nil : lines
  }
}
