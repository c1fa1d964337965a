package import JSON

/// What is found in a document; it takes the place of what was said before.
package struct PublishDiagnosticsNotification: NotificationType {
  package static let method = "textDocument/publishDiagnostics"

  /// The document.
  package var uri: DocumentURI
  /// The version that was looked at.
  package var version: Int?
  /// The findings.
  package var diagnostics: [Diagnostic]

  package init(uri: DocumentURI, version: Int? = nil, diagnostics: [Diagnostic]) {
    self.uri = uri
    self.version = version
    self.diagnostics = diagnostics
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    version = try reader.optionalInteger("version")
    diagnostics = try reader.read("diagnostics")
  }

  package var json: JSONValue {
    .members(["uri": uri.json, "version": version.map(JSONValue.integer), "diagnostics": diagnostics.json])
  }
}
