package import JSON

/// A program's name and version: LSP's `clientInfo` and `serverInfo`.
package struct ProgramInfo: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Its name.
  package var name: String
  /// Its version.
  package var version: String?

  package init(name: String, version: String? = nil) {
    self.name = name
    self.version = version
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    name = try reader.string("name")
    version = try reader.optionalString("version")
  }

  package var json: JSONValue {
    .members(["name": .string(name), "version": version.map(JSONValue.string)])
  }
}
