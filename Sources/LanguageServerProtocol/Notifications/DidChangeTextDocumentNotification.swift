package import JSON

/// A document was edited.
package struct DidChangeTextDocumentNotification: NotificationType {
  package static let method = "textDocument/didChange"

  /// The document, and its version after the edits.
  package var textDocument: VersionedTextDocumentIdentifier
  /// The edits, each of the text that the one before left.
  package var contentChanges: [TextDocumentContentChangeEvent]

  package init(textDocument: VersionedTextDocumentIdentifier, contentChanges: [TextDocumentContentChangeEvent]) {
    self.textDocument = textDocument
    self.contentChanges = contentChanges
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    contentChanges = try reader.read("contentChanges")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json, "contentChanges": contentChanges.json])
  }
}
