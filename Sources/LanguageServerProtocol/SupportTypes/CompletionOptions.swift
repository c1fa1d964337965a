package import JSON

/// When the server is asked for completions.
package struct CompletionOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Besides letters, after these characters.
  package var triggerCharacters: [String]?
  /// That it fills in what is missing when one is looked at.
  package var resolveProvider: Bool?

  package init(triggerCharacters: [String]? = nil, resolveProvider: Bool? = nil) {
    self.triggerCharacters = triggerCharacters
    self.resolveProvider = resolveProvider
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    triggerCharacters = try reader.readOptional("triggerCharacters")
    resolveProvider = try reader.optionalBool("resolveProvider")
  }

  package var json: JSONValue {
    .members(["triggerCharacters": triggerCharacters?.json, "resolveProvider": resolveProvider.map(JSONValue.bool)])
  }
}
