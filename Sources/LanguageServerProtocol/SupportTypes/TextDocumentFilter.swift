package import JSON

/// Which documents are meant.
package struct TextDocumentFilter: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Whose language the editor calls this.
  package var language: String?
  /// Whose name has this scheme.
  package var scheme: String?
  /// Whose name matches this pattern, a string or relative to a folder.
  package var pattern: JSONValue?

  package init(language: String? = nil, scheme: String? = nil, pattern: JSONValue? = nil) {
    self.language = language
    self.scheme = scheme
    self.pattern = pattern
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    language = try reader.optionalString("language")
    scheme = try reader.optionalString("scheme")
    pattern = try reader.readOptional("pattern")
  }

  package var json: JSONValue {
    .members([
      "language": language.map(JSONValue.string), "scheme": scheme.map(JSONValue.string), "pattern": pattern?.json,
    ])
  }
}
