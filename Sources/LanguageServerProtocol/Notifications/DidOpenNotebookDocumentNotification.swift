package import JSON

/// A notebook was opened.
package struct DidOpenNotebookDocumentNotification: NotificationType {
  package static let method = "notebookDocument/didOpen"

  /// The notebook.
  package var notebookDocument: NotebookDocument
  /// The texts of its cells.
  package var cellTextDocuments: [TextDocumentItem]

  package init(notebookDocument: NotebookDocument, cellTextDocuments: [TextDocumentItem]) {
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
