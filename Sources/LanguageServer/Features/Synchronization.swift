import LanguageServerProtocol
import Logging

/// Documents as the client tells of them.
extension ServerLoop {
  /// Also for a document that is open: some editors open again when its language is set.
  func didOpen(_ params: DidOpenTextDocumentNotification) {
    let item = params.textDocument
    let text = DocumentText(item.text)
    memory.didOpen(
      item.uri, languageID: item.languageId, identity: TextIdentity(text),
      replacing: documents[item.uri].map { TextIdentity($0.text) }, now: environment.clock.now)
    documents[item.uri] = Document(
      uri: item.uri, languageID: item.languageId, version: item.version, revision: documents.newRevision(), text: text)
    leaveEarlierStates(of: item.uri)
    if countDocument(item.uri) {
      lookAgain()
    } else {
      detect(item.uri)
      diagnose(item.uri)
    }
    surveyNowAndThen()
    glanceAtModel()
  }

  func didChange(_ params: DidChangeTextDocumentNotification) {
    let uri = params.textDocument.uri
    guard var document = documents.take(uri) else {
      environment.logger.warning("an edit of a document that is not open: \(uri)")
      return
    }
    for change in params.contentChanges { apply(change, to: &document.text) }
    document.version = params.textDocument.version ?? document.version
    document.revision = documents.newRevision()
    let isEmpty = document.text.isEmpty
    documents[uri] = document
    if isEmpty { wasEmptied(uri) }
    leaveEarlierStates(of: uri)
    if let place = params.contentChanges.last?.range?.start { sees(PositionRange(start: place, end: place), in: uri) }
    detectWhenQuiet(uri)
    diagnoseWhenQuiet(uri)
  }

  /// A document has another state now, or none: nothing more is done about those before.
  private func leaveEarlierStates(of uri: DocumentURI) {
    codeBlocks.discard(uri)
    diagnostics.discard(uri)
    answerOutdated(uri)
  }

  private func apply(_ change: TextDocumentContentChangeEvent, to text: inout DocumentText) {
    guard let range = change.range else {
      text = DocumentText(change.text)
      return
    }
    let start = TextPosition(range.start)
    let end = TextPosition(range.end)
    text.replace(text.range(from: start, to: end, in: client.encoding), with: change.text)
  }

  func didClose(_ params: DidCloseTextDocumentNotification) {
    let uri = params.textDocument.uri
    guard let document = documents.take(uri) else { return }
    detections.cancel(uri)
    withdrawDiagnostics(uri)
    diagnostics.forget(uri)
    leaveEarlierStates(of: uri)
    memory.didClose(uri, identity: TextIdentity(document.text), now: environment.clock.now)
    if countDocument(uri) { lookAgain() }
  }
}

extension TextPosition {
  /// A position of the protocol's, in the units that were agreed on.
  init(_ position: Position) { self.init(line: position.line, character: position.character) }
}

extension Position {
  /// A position for the protocol, in the units that were agreed on.
  init(_ position: TextPosition) { self.init(line: position.line, character: position.character) }
}
