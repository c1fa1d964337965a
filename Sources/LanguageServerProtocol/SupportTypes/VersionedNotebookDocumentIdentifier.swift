package import JSON

/// A notebook by its name, and the version that is meant.
package struct VersionedNotebookDocumentIdentifier: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Its name.
  package var uri: DocumentURI
  /// Its version.
  package var version: Int

  package init(uri: DocumentURI, version: Int) {
    self.uri = uri
    self.version = version
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    version = try reader.integer("version")
  }

  package var json: JSONValue {
    .members(["uri": uri.json, "version": .integer(version)])
  }
}
