package import JSON

/// A notebook was edited.
package struct DidChangeNotebookDocumentNotification: NotificationType {
  package static let method = "notebookDocument/didChange"

  /// The notebook, and its version after the edits.
  package var notebookDocument: VersionedNotebookDocumentIdentifier
  /// What changed.
  package var change: NotebookDocumentChangeEvent

  package init(notebookDocument: VersionedNotebookDocumentIdentifier, change: NotebookDocumentChangeEvent) {
    self.notebookDocument = notebookDocument
    self.change = change
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    notebookDocument = try reader.read("notebookDocument")
    change = try reader.read("change")
  }

  package var json: JSONValue {
    .members(["notebookDocument": notebookDocument.json, "change": change.json])
  }
}
