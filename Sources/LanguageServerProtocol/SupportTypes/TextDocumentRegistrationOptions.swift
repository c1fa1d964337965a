package import JSON

/// The documents that a registration is about.
package struct TextDocumentRegistrationOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Which ones; those that the editor chose for this server where `null`.
  package var documentSelector: [TextDocumentFilter]?

  package init(documentSelector: [TextDocumentFilter]? = nil) {
    self.documentSelector = documentSelector
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    documentSelector = try reader.readOptional("documentSelector")
  }

  package var json: JSONValue {
    .members(["documentSelector": documentSelector.json])
  }
}
