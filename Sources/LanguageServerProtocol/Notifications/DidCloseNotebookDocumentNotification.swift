package import JSON

/// A notebook was closed.
package struct DidCloseNotebookDocumentNotification: NotificationType {
  package static let method = "notebookDocument/didClose"

  /// The notebook.
  package var notebookDocument: NotebookDocumentIdentifier
  /// The texts of its cells.
  package var cellTextDocuments: [TextDocumentIdentifier]

  package init(notebookDocument: NotebookDocumentIdentifier, cellTextDocuments: [TextDocumentIdentifier]) {
    self.notebookDocument = notebookDocument
    self.cellTextDocuments = cellTextDocuments
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    notebookDocument = try reader.read("notebookDocument")
    cellTextDocuments = try reader.read("cellTextDocuments")
  }

  package var json: JSONValue {
    .members(["notebookDocument": notebookDocument.json, "cellTextDocuments": cellTextDocuments.json])
  }
}
