package import JSON

/// A document was closed.
package struct DidCloseTextDocumentNotification: NotificationType {
  package static let method = "textDocument/didClose"

  /// The document.
  package var textDocument: TextDocumentIdentifier

  package init(textDocument: TextDocumentIdentifier) {
    self.textDocument = textDocument
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json])
  }
}
