import Classification
import JSON
import JSONRPC
import LanguageServerProtocol

/// `textDocument/inlayHint`: behind the opening fences of untagged code blocks the tag that suits, which accepting the
/// hint writes; and in a buffer without a name what it looks like, where nobody is going to set it.
///
/// A block of which the server is not sure has no hint: on a page full of outputs and excerpts they would be all that
/// one sees. A hover tells more.
extension ServerLoop {
  /// How long a client waits for blocks that have not been looked at, if it can be told later that there are more.
  static let hintPatience = Duration.milliseconds(200)

  func inlayHints(_ params: InlayHintRequest, _ id: RequestID) -> RequestOutcome<[InlayHint]?> {
    hintTerms = presentHintTerms
    guard settings.showsInlayHints, let document = documents[params.textDocument.uri] else { return .now(nil) }
    let lines = params.range.lines
    if document.isMarkdown { return hintsOnBlocks(id, of: document, in: lines) }
    guard lines.contains(0), let record = memory[document.uri], hintsAtLanguage(of: document, record) else {
      return .now(nil)
    }
    let hint = WholeTextHint(
      document: document, record: record, encoding: client.encoding, policy: policy, names: client.names,
      options: classificationOptions)
    return answerLater(id, about: document) { outcome in hint.hints(outcome) }
  }

  /// Whether a hint shall say what a buffer looks like: it is nobody's file, no language is set, and either no glue
  /// listens or it has been told to ask first.
  private func hintsAtLanguage(of document: Document, _ record: DetectionRecord) -> Bool {
    guard DocumentTraits.isNameless(document.uri.rawValue), policy.isCandidate(record), !record.isApplied else {
      return false
    }
    return !client.wantsAnnouncements || settings.detection.mode == .suggest
  }

  /// The blocks that the client sees are looked at before all others, since it waits for them; but not for ever, if it
  /// can be told to ask again.
  private func hintsOnBlocks(
    _ id: RequestID, of document: Document, in lines: ClosedRange<Int>
  ) -> RequestOutcome<[InlayHint]?> {
    let analysis = analysis(of: document)
    // Some clients ask for the whole document at once, which nobody sees.
    if lines.count <= 500 { diagnostics.sees(lines, in: document.uri) }
    let ticket = pending.add(id, about: document)
    let hints = BlockHints(encoding: client.encoding, text: hoverText, lines: lines)
    let clock = environment.clock
    let deadline = client.capabilities.refreshesInlayHints ? clock.now + Self.hintPatience : nil
    engine.submitSliced(ticket.cancellation) { [post, engine] outcome, slice in
      guard case .success(let loaded) = outcome else {
        post(.answered(ticket, .success(.null)))
        return true
      }
      let isDone = analysis.look(at: lines, loaded, slice)
      guard isDone || deadline.map({ clock.now >= $0 }) == true else { return false }
      post(.answered(ticket, .success(hints.hints(analysis.findings).json)))
      if !isDone { engine.lookInBackground(analysis, lines, post) }
      return true
    }
    return .later
  }

  /// The client asks again where it still shows what it asked about.
  func hintsAreReady(_ uri: DocumentURI, _ revision: Int) {
    if documents[uri]?.revision == revision { refreshInlayHints() }
  }

  /// Has the client ask for all hints again where those that it has are of other terms.
  func refreshOutdatedHints() {
    if hintTerms != presentHintTerms { refreshInlayHints() }
  }

  /// Has the client ask for all hints again, if it ever has.
  private func refreshInlayHints() {
    guard client.capabilities.refreshesInlayHints, hintTerms != nil else { return }
    hintTerms = presentHintTerms
    request(InlayHintRefreshRequest()) { _, _ in }
  }

  private var presentHintTerms: HintTerms {
    HintTerms(
      isShown: settings.showsInlayHints, detection: settings.detection, blocks: codeBlockTerms,
      detector: (try? engine.outcome.get())?.identity)
  }
}

/// What inlay hints depend on besides the document.
struct HintTerms: Equatable {
  let isShown: Bool
  let detection: DetectionSettings
  let blocks: CodeBlockAnalysis.Terms
  /// The detector; nil while none has been loaded.
  let detector: LoadedDetector.Identity?
}

extension DetectionEngine {
  /// Looks at what is left of some lines, and tells the loop when it is known.
  fileprivate func lookInBackground(
    _ analysis: CodeBlockAnalysis, _ lines: ClosedRange<Int>, _ post: @escaping @Sendable (ServerEvent) -> Void
  ) {
    submitInBackground(analysis.cancellation) { outcome, slice in
      guard case .success(let loaded) = outcome else { return true }
      guard analysis.look(at: lines, loaded, slice) else { return false }
      post(.hintsReady(uri: analysis.document.uri, revision: analysis.document.revision))
      return true
    }
  }
}
