package import JSON

/// What the server can do.
package struct ServerCapabilities: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The encoding that it chose.
  package var positionEncoding: PositionEncodingKind?
  /// What it wants to be told of documents.
  package var textDocumentSync: TextDocumentSyncOptions?
  /// That it answers hover requests.
  package var hoverProvider: Bool?
  /// What it does with the workspace.
  package var workspace: WorkspaceServerCapabilities?
  /// What LSP does not know.
  package var experimental: JSONValue?

  package init(
    positionEncoding: PositionEncodingKind? = nil, textDocumentSync: TextDocumentSyncOptions? = nil,
    hoverProvider: Bool? = nil, workspace: WorkspaceServerCapabilities? = nil, experimental: JSONValue? = nil
  ) {
    self.positionEncoding = positionEncoding
    self.textDocumentSync = textDocumentSync
    self.hoverProvider = hoverProvider
    self.workspace = workspace
    self.experimental = experimental
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    positionEncoding = try reader.readOptional("positionEncoding")
    textDocumentSync = try reader.readOptional("textDocumentSync")
    hoverProvider = try reader.optionalBool("hoverProvider")
    workspace = try reader.readOptional("workspace")
    experimental = try reader.readOptional("experimental")
  }

  package var json: JSONValue {
    .members([
      "positionEncoding": positionEncoding?.json, "textDocumentSync": textDocumentSync?.json,
      "hoverProvider": hoverProvider.map(JSONValue.bool), "workspace": workspace?.json,
      "experimental": experimental?.json,
    ])
  }
}
