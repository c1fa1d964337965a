package import JSON

/// Which code actions the server has.
package struct CodeActionOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Their kinds.
  package var codeActionKinds: [CodeActionKind]?
  /// That it fills in what is missing when the user chooses one.
  package var resolveProvider: Bool?

  package init(codeActionKinds: [CodeActionKind]? = nil, resolveProvider: Bool? = nil) {
    self.codeActionKinds = codeActionKinds
    self.resolveProvider = resolveProvider
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    codeActionKinds = try reader.readOptional("codeActionKinds")
    resolveProvider = try reader.optionalBool("resolveProvider")
  }

  package var json: JSONValue {
    .members(["codeActionKinds": codeActionKinds?.json, "resolveProvider": resolveProvider.map(JSONValue.bool)])
  }
}
