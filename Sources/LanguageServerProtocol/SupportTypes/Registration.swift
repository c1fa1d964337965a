package import JSON

/// A capability that the server asks for after the start.
package struct Registration: JSONReadable, JSONWritable, Sendable, Hashable {
  /// By which it can be given up again.
  package var id: String
  /// The method that it is about.
  package var method: String
  /// What belongs to it.
  package var registerOptions: JSONValue?

  package init(id: String, method: String, registerOptions: JSONValue? = nil) {
    self.id = id
    self.method = method
    self.registerOptions = registerOptions
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    id = try reader.string("id")
    method = try reader.string("method")
    registerOptions = try reader.readOptional("registerOptions")
  }

  package var json: JSONValue {
    .members(["id": .string(id), "method": .string(method), "registerOptions": registerOptions?.json])
  }
}
