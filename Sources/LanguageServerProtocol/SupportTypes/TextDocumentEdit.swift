package import JSON

/// Edits of one document, all of them of the text before.
package struct TextDocumentEdit: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The document.
  package var textDocument: OptionalVersionedTextDocumentIdentifier
  /// The edits.
  package var edits: [TextEdit]

  package init(textDocument: OptionalVersionedTextDocumentIdentifier, edits: [TextEdit]) {
    self.textDocument = textDocument
    self.edits = edits
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    edits = try reader.read("edits")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json, "edits": edits.json])
  }
}
