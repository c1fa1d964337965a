package import JSON

/// A document, whole, as it was opened.
package struct TextDocumentItem: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Its name.
  package var uri: DocumentURI
  /// What the editor takes it for; may be empty.
  package var languageId: String
  /// Its version; any integer.
  package var version: Int
  /// Its text.
  package var text: String

  package init(uri: DocumentURI, languageId: String, version: Int, text: String) {
    self.uri = uri
    self.languageId = languageId
    self.version = version
    self.text = text
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    languageId = try reader.string("languageId")
    version = try reader.integer("version")
    text = try reader.string("text")
  }

  package var json: JSONValue {
    .members(["uri": uri.json, "languageId": .string(languageId), "version": .integer(version), "text": .string(text)])
  }
}
