package import JSON

/// A folder that is open in the editor.
package struct WorkspaceFolder: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Where it is.
  package var uri: DocumentURI
  /// What the editor calls it.
  package var name: String

  package init(uri: DocumentURI, name: String) {
    self.uri = uri
    self.name = name
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    name = try reader.string("name")
  }

  package var json: JSONValue {
    .members(["uri": uri.json, "name": .string(name)])
  }
}
