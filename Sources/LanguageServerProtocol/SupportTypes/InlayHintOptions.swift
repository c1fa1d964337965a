package import JSON

/// How the server makes inlay hints.
package struct InlayHintOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// That it fills in what is missing when one is pointed at.
  package var resolveProvider: Bool?

  package init(resolveProvider: Bool? = nil) {
    self.resolveProvider = resolveProvider
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    resolveProvider = try reader.optionalBool("resolveProvider")
  }

  package var json: JSONValue {
    .members(["resolveProvider": resolveProvider.map(JSONValue.bool)])
  }
}
