package import JSON

/// What the server can do.
package struct ServerCapabilities: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The encoding that it chose.
  package var positionEncoding: PositionEncodingKind?
  /// What it wants to be told of documents.
  package var textDocumentSync: TextDocumentSyncOptions?
  /// What it wants to be told of notebooks.
  package var notebookDocumentSync: NotebookDocumentSyncOptions?
  /// That it answers hover requests.
  package var hoverProvider: Bool?
  /// When it is asked for completions.
  package var completionProvider: CompletionOptions?
  /// Which code actions it has.
  package var codeActionProvider: CodeActionProvider?
  /// Which commands it knows.
  package var executeCommandProvider: ExecuteCommandOptions?
  /// That it makes inlay hints.
  package var inlayHintProvider: InlayHintOptions?
  /// How it can be asked for diagnostics.
  package var diagnosticProvider: DiagnosticOptions?
  /// What it does with the workspace.
  package var workspace: WorkspaceServerCapabilities?
  /// What LSP does not know.
  package var experimental: JSONValue?

  package init(
    positionEncoding: PositionEncodingKind? = nil, textDocumentSync: TextDocumentSyncOptions? = nil,
    notebookDocumentSync: NotebookDocumentSyncOptions? = nil, hoverProvider: Bool? = nil,
    completionProvider: CompletionOptions? = nil, codeActionProvider: CodeActionProvider? = nil,
    executeCommandProvider: ExecuteCommandOptions? = nil, inlayHintProvider: InlayHintOptions? = nil,
    diagnosticProvider: DiagnosticOptions? = nil, workspace: WorkspaceServerCapabilities? = nil,
    experimental: JSONValue? = nil
  ) {
    self.positionEncoding = positionEncoding
    self.textDocumentSync = textDocumentSync
    self.notebookDocumentSync = notebookDocumentSync
    self.hoverProvider = hoverProvider
    self.completionProvider = completionProvider
    self.codeActionProvider = codeActionProvider
    self.executeCommandProvider = executeCommandProvider
    self.inlayHintProvider = inlayHintProvider
    self.diagnosticProvider = diagnosticProvider
    self.workspace = workspace
    self.experimental = experimental
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    positionEncoding = try reader.readOptional("positionEncoding")
    textDocumentSync = try reader.readOptional("textDocumentSync")
    notebookDocumentSync = try reader.readOptional("notebookDocumentSync")
    hoverProvider = try reader.optionalBool("hoverProvider")
    completionProvider = try reader.readOptional("completionProvider")
    codeActionProvider = try reader.readOptional("codeActionProvider")
    executeCommandProvider = try reader.readOptional("executeCommandProvider")
    inlayHintProvider = try reader.readOptional("inlayHintProvider")
    diagnosticProvider = try reader.readOptional("diagnosticProvider")
    workspace = try reader.readOptional("workspace")
    experimental = try reader.readOptional("experimental")
  }

  package var json: JSONValue {
    .members([
      "positionEncoding": positionEncoding?.json, "textDocumentSync": textDocumentSync?.json,
      "notebookDocumentSync": notebookDocumentSync?.json, "hoverProvider": hoverProvider.map(JSONValue.bool),
      "completionProvider": completionProvider?.json, "codeActionProvider": codeActionProvider?.json,
      "executeCommandProvider": executeCommandProvider?.json, "inlayHintProvider": inlayHintProvider?.json,
      "diagnosticProvider": diagnosticProvider?.json, "workspace": workspace?.json, "experimental": experimental?.json,
    ])
  }
}
