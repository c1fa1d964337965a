import LanguageServerProtocol
import Logging

/// Notebooks as the client tells of them. A cell's text is a document: what is said of Markdown is said of a Markdown
/// cell, and a code cell's language is its kernel's, which is left alone unless the cell is plain.
extension ServerLoop {
  /// All notebooks; of their cells the Markdown ones and those that have no language, since the server has nothing to
  /// say of the others.
  static let notebookSync = NotebookDocumentSyncOptions(
    notebookSelector: [
      NotebookSelector(
        notebook: .notebookType("*"),
        cells: DocumentTraits.languagesOfInterest.map(NotebookCellLanguage.init(language:)))
    ])

  /// Also for a notebook that is open: what was known of it gives way.
  func didOpenNotebook(_ params: DidOpenNotebookDocumentNotification) {
    let uri = params.notebookDocument.uri
    let notebook = Notebook(params.notebookDocument.cells)
    let gone = (notebooks[uri]?.cells ?? []).map(\.document).filter { notebook.kind(of: $0) == nil }
    notebooks[uri] = notebook
    for document in gone { didClose(DidCloseTextDocumentNotification(textDocument: .init(uri: document))) }
    for item in params.cellTextDocuments { openCell(item, of: notebook) }
  }

  /// First the cells that come and go, then what they have become, then their texts, as the protocol has it.
  func didChangeNotebook(_ params: DidChangeNotebookDocumentNotification) {
    let uri = params.notebookDocument.uri
    guard var notebook = notebooks[uri] else {
      environment.logger.warning("an edit of a notebook that is not open: \(uri)")
      return
    }
    let cells = params.change.cells
    if let structure = cells?.structure, !notebook.apply(structure.array) {
      // Its texts still come and go; only their order is unknown from here on.
      environment.logger.warning("\(uri): there are no cells \(structure.array.start) and on")
    }
    notebook.update(cells?.data ?? [])
    notebooks[uri] = notebook
    // A cell that gets another language is closed and opened in one change.
    for document in cells?.structure?.didClose ?? [] {
      didClose(DidCloseTextDocumentNotification(textDocument: document))
    }
    for item in cells?.structure?.didOpen ?? [] { openCell(item, of: notebook) }
    for edits in cells?.textContent ?? [] {
      didChange(DidChangeTextDocumentNotification(textDocument: edits.document, contentChanges: edits.changes))
    }
  }

  func didCloseNotebook(_ params: DidCloseNotebookDocumentNotification) {
    let cells = notebooks.removeValue(forKey: params.notebookDocument.uri)?.cells ?? []
    for document in Set(cells.map(\.document) + params.cellTextDocuments.map(\.uri)) {
      didClose(DidCloseTextDocumentNotification(textDocument: TextDocumentIdentifier(uri: document)))
    }
  }

  /// A cell for people is Markdown, also where the editor calls it plain text.
  private func openCell(_ item: TextDocumentItem, of notebook: Notebook) {
    var item = item
    if notebook.kind(of: item.uri) == .markup, DocumentTraits.isPlain(item.languageId) { item.languageId = "markdown" }
    didOpen(DidOpenTextDocumentNotification(textDocument: item))
  }
}
