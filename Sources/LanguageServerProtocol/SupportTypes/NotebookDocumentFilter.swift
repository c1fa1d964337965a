package import JSON

/// Which notebooks are meant.
package struct NotebookDocumentFilter: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Of this kind.
  package var notebookType: String?
  /// Whose name has this scheme.
  package var scheme: String?
  /// Whose name matches this pattern, a string or relative to a folder.
  package var pattern: JSONValue?

  package init(notebookType: String? = nil, scheme: String? = nil, pattern: JSONValue? = nil) {
    self.notebookType = notebookType
    self.scheme = scheme
    self.pattern = pattern
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    notebookType = try reader.optionalString("notebookType")
    scheme = try reader.optionalString("scheme")
    pattern = try reader.readOptional("pattern")
  }

  package var json: JSONValue {
    .members([
      "notebookType": notebookType.map(JSONValue.string), "scheme": scheme.map(JSONValue.string),
      "pattern": pattern?.json,
    ])
  }
}
