package import JSON

/// Something happened to a file.
package struct FileEvent: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The file.
  package var uri: DocumentURI
  /// What happened.
  package var type: FileChangeType

  package init(uri: DocumentURI, type: FileChangeType) {
    self.uri = uri
    self.type = type
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    type = try reader.read("type")
  }

  package var json: JSONValue {
    .members(["uri": uri.json, "type": type.json])
  }
}
