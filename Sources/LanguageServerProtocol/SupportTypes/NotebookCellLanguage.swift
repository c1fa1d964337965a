package import JSON

/// Which cells are meant, by their language.
package struct NotebookCellLanguage: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The editor's name for the language.
  package var language: String

  package init(language: String) {
    self.language = language
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    language = try reader.string("language")
  }

  package var json: JSONValue {
    .members(["language": .string(language)])
  }
}
