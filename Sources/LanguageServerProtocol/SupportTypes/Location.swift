package import JSON

/// A stretch of some document.
package struct Location: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The document.
  package var uri: DocumentURI
  /// The stretch.
  package var range: PositionRange

  package init(uri: DocumentURI, range: PositionRange) {
    self.uri = uri
    self.range = range
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    range = try reader.read("range")
  }

  package var json: JSONValue {
    .members(["uri": uri.json, "range": range.json])
  }
}
