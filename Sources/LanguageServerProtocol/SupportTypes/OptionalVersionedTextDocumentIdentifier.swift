package import JSON

/// A document by its name, and the version that is meant; `null` is whichever is on disk.
package struct OptionalVersionedTextDocumentIdentifier: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Its name.
  package var uri: DocumentURI
  /// Its version.
  package var version: Int?

  package init(uri: DocumentURI, version: Int? = nil) {
    self.uri = uri
    self.version = version
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    version = try reader.optionalInteger("version")
  }

  package var json: JSONValue {
    .members(["uri": uri.json, "version": version.map(JSONValue.integer) ?? .null])
  }
}
