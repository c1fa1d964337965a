package import JSON

/// A capability that the server no longer asks for.
package struct Unregistration: JSONReadable, JSONWritable, Sendable, Hashable {
  /// By which it was asked for.
  package var id: String
  /// The method that it is about.
  package var method: String

  package init(id: String, method: String) {
    self.id = id
    self.method = method
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    id = try reader.string("id")
    method = try reader.string("method")
  }

  package var json: JSONValue {
    .members(["id": .string(id), "method": .string(method)])
  }
}
