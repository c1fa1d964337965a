package import JSON

/// A notebook was saved.
package struct DidSaveNotebookDocumentNotification: NotificationType {
  package static let method = "notebookDocument/didSave"

  /// The notebook.
  package var notebookDocument: NotebookDocumentIdentifier

  package init(notebookDocument: NotebookDocumentIdentifier) {
    self.notebookDocument = notebookDocument
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    notebookDocument = try reader.read("notebookDocument")
  }

  package var json: JSONValue {
    .members(["notebookDocument": notebookDocument.json])
  }
}
