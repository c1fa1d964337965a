import Classification
import CodeBlocks
import JSON
import JSONRPC
import LanguageServerProtocol

/// How features ask about code blocks.
extension ServerLoop {
  /// On what terms code blocks are looked at now.
  var codeBlockTerms: CodeBlockAnalysis.Terms {
    var rules = settings.codeBlocks
    // Nothing is called wrong by less than a missing tag is written by.
    rules.mistakeConfidence = rules.minimumConfidence.map { max($0, CodeBlockSettings.leastMistakeConfidence) }
    return CodeBlockAnalysis.Terms(options: classificationOptions, settings: rules)
  }

  /// The analysis of a Markdown document's present state: the same one for every feature that asks.
  func analysis(of document: Document) -> CodeBlockAnalysis {
    codeBlocks.analysis(of: document, on: codeBlockTerms, isOpen: documents[document.uri] != nil)
  }

  /// Answers a request about a Markdown document once those of its code blocks that touch `lines` are known (all where
  /// that is nil). Others may be known too. Where there is no detector, nothing is; `outcome` says why.
  ///
  /// The blocks are looked at in slices, so that other requests are answered in between; `answer` is made away from the
  /// loop. If the document is edited meanwhile, the answer is null.
  func answerAboutBlocks<Response: JSONWritable>(
    _ id: RequestID, of document: Document, in lines: ClosedRange<Int>?,
    _ answer: @escaping @Sendable (CodeBlockFindings, DetectionEngine.Outcome) -> Response?
  ) -> RequestOutcome<Response?> {
    let analysis = analysis(of: document)
    let ticket = pending.add(id, about: document)
    engine.submitSliced(ticket.cancellation) { [post] outcome, slice in
      if case .success(let loaded) = outcome, !analysis.look(at: lines, loaded, slice) { return false }
      post(.answered(ticket, .success(answer(analysis.findings, outcome)?.json ?? .null)))
      return true
    }
    return .later
  }
}
