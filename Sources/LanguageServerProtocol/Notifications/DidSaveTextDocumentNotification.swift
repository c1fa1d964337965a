package import JSON

/// A document was saved.
package struct DidSaveTextDocumentNotification: NotificationType {
  package static let method = "textDocument/didSave"

  /// The document.
  package var textDocument: TextDocumentIdentifier
  /// Its text, where that was asked for.
  package var text: String?

  package init(textDocument: TextDocumentIdentifier, text: String? = nil) {
    self.textDocument = textDocument
    self.text = text
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    text = try reader.optionalString("text")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json, "text": text.map(JSONValue.string)])
  }
}
