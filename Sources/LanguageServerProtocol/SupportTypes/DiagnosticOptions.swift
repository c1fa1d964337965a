package import JSON

/// How the server can be asked for diagnostics.
package struct DiagnosticOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// By which its diagnostics are told from others.
  package var identifier: String?
  /// Whether an edit of one document may change what is found in another.
  package var interFileDependencies: Bool
  /// Whether it also knows about documents that are not open.
  package var workspaceDiagnostics: Bool

  package init(identifier: String? = nil, interFileDependencies: Bool, workspaceDiagnostics: Bool) {
    self.identifier = identifier
    self.interFileDependencies = interFileDependencies
    self.workspaceDiagnostics = workspaceDiagnostics
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    identifier = try reader.optionalString("identifier")
    interFileDependencies = try reader.bool("interFileDependencies")
    workspaceDiagnostics = try reader.bool("workspaceDiagnostics")
  }

  package var json: JSONValue {
    .members([
      "identifier": identifier.map(JSONValue.string), "interFileDependencies": .bool(interFileDependencies),
      "workspaceDiagnostics": .bool(workspaceDiagnostics),
    ])
  }
}
