package import JSON

/// Edits of one cell's text.
package struct NotebookDocumentCellContentChanges: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The text, and its version after the edits.
  package var document: VersionedTextDocumentIdentifier
  /// The edits, each of the text that the one before left.
  package var changes: [TextDocumentContentChangeEvent]

  package init(document: VersionedTextDocumentIdentifier, changes: [TextDocumentContentChangeEvent]) {
    self.document = document
    self.changes = changes
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    document = try reader.read("document")
    changes = try reader.read("changes")
  }

  package var json: JSONValue {
    .members(["document": document.json, "changes": changes.json])
  }
}
