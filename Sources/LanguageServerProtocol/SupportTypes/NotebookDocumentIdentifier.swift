package import JSON

/// A notebook by its name.
package struct NotebookDocumentIdentifier: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Its name.
  package var uri: DocumentURI

  package init(uri: DocumentURI) {
    self.uri = uri
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
  }

  package var json: JSONValue {
    .members(["uri": uri.json])
  }
}
