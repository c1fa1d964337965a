import JSONRPC
import LanguageServerProtocol

/// `textDocument/publishDiagnostics`, for a client that does not ask, and the looking that both ways need.
extension ServerLoop {
  var diagnosticForm: CodeBlockDiagnostics {
    let capabilities = client.capabilities
    return CodeBlockDiagnostics(
      encoding: client.encoding, names: client.names,
      keepsData: capabilities.keepsDiagnosticData || capabilities.pullsDiagnostics)
  }

  /// Whether the client is to hear of a document's code blocks.
  func isDiagnosed(_ document: Document) -> Bool { settings.diagnosesCodeBlocks && document.isMarkdown }

  /// Looks at a document's code blocks as soon as it has not been edited for a while.
  func diagnoseWhenQuiet(_ uri: DocumentURI) {
    guard let document = documents[uri], isDiagnosed(document), !client.capabilities.pullsDiagnostics else { return }
    let delay = Duration.milliseconds(settings.detection.debounceMilliseconds)
    guard delay > .zero else { return diagnose(uri) }
    environment.clock.schedule(after: delay) { [post] in
      post(.quietMarkdown(uri: uri, revision: document.revision))
    }
  }

  func markdownBecameQuiet(_ uri: DocumentURI, _ revision: Int) {
    if documents[uri]?.revision == revision { diagnose(uri) }
  }

  /// Looks at a document's code blocks now, unless the client knows about them; what was told of them is taken back
  /// where nothing is to be told any more. A client that asks for itself is not told.
  func diagnose(_ uri: DocumentURI) {
    guard !client.capabilities.pullsDiagnostics, !configuration.isAwaited, let document = documents[uri] else { return }
    guard isDiagnosed(document) else { return withdrawDiagnostics(uri) }
    if !knowsAll(about: document) { lookInBackground(at: document) }
  }

  /// Whether the client has been told all that there is to tell now.
  private func knowsAll(about document: Document) -> Bool {
    guard isDiagnosed(document) else { return !diagnostics.published.contains(document.uri) }
    return diagnostics.told[document.uri]
      == DiagnosisSource(analysis: analysis(of: document), detector: (try? engine.outcome.get())?.identity)
  }

  /// Looks at all code blocks of a document in the background, unless that is being done.
  func lookInBackground(at document: Document) {
    let analysis = analysis(of: document)
    if let running = diagnostics.running[document.uri] {
      if running.analysis === analysis { return }
      running.cancellation.cancel()
    }
    let diagnosis = Diagnosis(
      analysis, visible: diagnostics.visibleLines(document.uri), form: diagnosticForm, clock: environment.clock
    ) { [post] in post(.diagnosed($0)) }
    diagnostics.running[document.uri] = diagnosis
    engine.submitInBackground(diagnosis.cancellation) { diagnosis.work($0, $1) }
  }

  /// Brings up to date what the client knows of all open documents, after something changed that concerns them all.
  func diagnoseAll() {
    if client.capabilities.pullsDiagnostics {
      let isOutdated = documents.all.contains {
        $0.isMarkdown && diagnostics.asked.contains($0.uri) && !knowsAll(about: $0)
      }
      if isOutdated { refreshDiagnostics() }
    } else {
      for uri in documents.uris { diagnose(uri) }
    }
  }

  /// Whether a report is about what is so now.
  func isCurrent(_ report: DiagnosisReport) -> Bool {
    let analysis = report.source.analysis
    return documents[report.source.uri]?.revision == analysis.document.revision
      && codeBlocks.isCurrent(analysis)
  }

  /// Something is known about a document's code blocks. Of a state that is no more it is worth nothing.
  func diagnosed(_ report: DiagnosisReport) {
    let uri = report.source.uri
    guard isCurrent(report), let document = documents[uri] else { return }
    if report.isComplete { diagnostics.running[uri] = nil }
    if client.capabilities.pullsDiagnostics { return tellToPull(report) }
    guard isDiagnosed(document) else { return }
    if report.isComplete { diagnostics.told[uri] = report.source }
    publish(report.diagnostics, uri, document.version)
  }

  /// Takes back what was told about a document, if anything was.
  func withdrawDiagnostics(_ uri: DocumentURI) {
    diagnostics.discard(uri)
    if !client.capabilities.pullsDiagnostics, diagnostics.published.contains(uri) {
      publish([], uri, documents[uri]?.version)
    }
  }

  private func publish(_ items: [Diagnostic], _ uri: DocumentURI, _ version: Int?) {
    diagnostics.remember(items, of: uri)
    notify(
      PublishDiagnosticsNotification(
        uri: uri, version: client.capabilities.hasDiagnosticVersions ? version : nil, diagnostics: items))
  }
}

/// Which lines the user sees.
extension ServerLoop {
  /// The user asked about a stretch of a document, which he sees.
  func sees(_ range: PositionRange, in uri: DocumentURI) {
    let lines = range.lines
    let known = diagnostics.visibleLines(uri)
    if known.contains(lines.lowerBound), known.contains(lines.upperBound) { return }
    let margin = DiagnosticsBook.surroundings
    diagnostics.sees(max(0, lines.lowerBound - margin)...(lines.upperBound + margin), in: uri)
  }
}

extension PositionRange {
  /// The lines that it touches; one that ends before it begins is put right.
  var lines: ClosedRange<Int> { min(start.line, end.line)...max(start.line, end.line) }
}
