package import JSON

/// A document was opened; also again, without having been closed.
package struct DidOpenTextDocumentNotification: NotificationType {
  package static let method = "textDocument/didOpen"

  /// The document.
  package var textDocument: TextDocumentItem

  package init(textDocument: TextDocumentItem) {
    self.textDocument = textDocument
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json])
  }
}
