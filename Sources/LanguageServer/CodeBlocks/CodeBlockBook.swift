import LanguageServerProtocol

/// What is known of the code blocks of open Markdown documents.
struct CodeBlockBook {
  /// By document, of the state that was last asked about.
  private var analyses: [DocumentURI: CodeBlockAnalysis] = [:]
  private let predictions = PredictionCache()

  /// The analysis of a document's state on those terms: the same one for everybody who asks. One that is not open any
  /// more is nobody's business, and nothing is kept of it.
  mutating func analysis(
    of document: Document, on terms: CodeBlockAnalysis.Terms, isOpen: Bool
  ) -> CodeBlockAnalysis {
    if let known = analyses[document.uri], known.isAbout(document), known.terms == terms { return known }
    let analysis = CodeBlockAnalysis(of: document, terms: terms, cache: predictions)
    if isOpen { analyses[document.uri] = analysis }
    return analysis
  }

  /// Whether an analysis is the one that everybody gets who asks now.
  func isCurrent(_ analysis: CodeBlockAnalysis) -> Bool { analyses[analysis.document.uri] === analysis }

  /// A document has another state now, or none.
  mutating func discard(_ uri: DocumentURI) { analyses.removeValue(forKey: uri)?.cancellation.cancel() }
}

extension CodeBlockAnalysis {
  /// Whether this is about that state of that document, and about the same kind of Markdown.
  fileprivate func isAbout(_ other: Document) -> Bool {
    document.revision == other.revision && document.flavor == other.flavor
  }
}
