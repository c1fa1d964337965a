import Classification
import JSON
import JSONRPC
import LanguageServerProtocol

/// `textDocument/diagnostic`, for a client that asks.
extension ServerLoop {
  /// A client that can be asked to ask again gets the visible blocks' diagnostics, and what else is known; any other
  /// waits for all.
  func pullDiagnostics(
    _ params: DocumentDiagnosticRequest, _ id: RequestID
  ) -> RequestOutcome<DocumentDiagnosticReport> {
    let uri = params.textDocument.uri
    if documents[uri] != nil { diagnostics.asked.insert(uri) }
    guard let document = documents[uri], isDiagnosed(document) else {
      diagnostics.told[uri] = nil
      diagnostics.published.remove(uri)
      return .now(DocumentDiagnosticReport([], previous: params.previousResultId))
    }
    let analysis = analysis(of: document)
    let form = diagnosticForm
    let lines = client.capabilities.refreshesDiagnostics ? diagnostics.visibleLines(uri) : nil
    let ticket = pending.add(id, about: document, whenStale: .failure(.diagnosticsOutdated))
    engine.submitSliced(ticket.cancellation) { [post] outcome, slice in
      let loaded = try? outcome.get()
      if let loaded {
        guard analysis.look(at: lines, loaded, slice) else { return false }
        // What is known from before costs next to nothing, and is most of it after an edit.
        _ = analysis.look(at: nil, loaded, slice)
      }
      let findings = analysis.findings
      let report = DiagnosisReport(
        source: DiagnosisSource(analysis: analysis, detector: loaded?.identity), diagnostics: form.all(findings),
        isComplete: loaded == nil || findings.isComplete)
      let answer = DocumentDiagnosticReport(report.diagnostics, previous: params.previousResultId)
      post(.pulled(ticket, answer, report))
      return true
    }
    return .later
  }

  /// A request for diagnostics has been worked out.
  func pulled(_ ticket: PendingTicket, _ answer: DocumentDiagnosticReport, _ report: DiagnosisReport) {
    let uri = report.source.uri
    guard self.answer(ticket, .success(answer.json)), isCurrent(report), let document = documents[uri] else { return }
    diagnostics.told[uri] = report.source
    diagnostics.remember(report.diagnostics, of: uri)
    diagnostics.pulledInPart.remove(uri)
    if report.isComplete || !client.capabilities.refreshesDiagnostics { return }
    diagnostics.pulledInPart.insert(uri)
    lookInBackground(at: document)
  }

  /// There is more to be told than the client knows.
  func tellToPull(_ report: DiagnosisReport) {
    guard report.isComplete else { return }
    if diagnostics.pulledInPart.remove(report.source.uri) != nil { refreshDiagnostics() }
  }

  /// Asks the client to ask for all diagnostics again, once at a time.
  func refreshDiagnostics() {
    guard client.capabilities.refreshesDiagnostics else { return }
    guard !diagnostics.isRefreshing else {
      diagnostics.needsRefresh = true
      return
    }
    diagnostics.isRefreshing = true
    request(DiagnosticRefreshRequest()) { loop, _ in
      loop.diagnostics.isRefreshing = false
      guard loop.diagnostics.needsRefresh else { return }
      loop.diagnostics.needsRefresh = false
      loop.refreshDiagnostics()
    }
  }
}

extension DocumentDiagnosticReport {
  /// The report of these diagnostics; that they are the same as before, where that is so. A report's name is made of
  /// what it says, so that it is the same after an edit that changes nothing of it.
  fileprivate init(_ items: [Diagnostic], previous: String?) {
    let text = items.json.serialized(pretty: false)
    let name = TextIdentity(byteCount: text.count, sample: text).name
    self =
      name == previous
      ? .unchanged(UnchangedDocumentDiagnosticReport(resultId: name))
      : .full(FullDocumentDiagnosticReport(resultId: name, items: items))
  }
}

extension ResponseError {
  /// The document was edited while its diagnostics were made; the client shall ask again.
  fileprivate static var diagnosticsOutdated: ResponseError {
    ResponseError(
      .serverCancelled, "the document was edited meanwhile",
      data: DiagnosticServerCancellationData(retriggerRequest: true).json)
  }
}
