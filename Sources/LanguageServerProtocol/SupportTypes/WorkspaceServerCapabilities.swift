package import JSON

/// What the server does with the workspace.
package struct WorkspaceServerCapabilities: JSONReadable, JSONWritable, Sendable, Hashable {
  /// With its folders.
  package var workspaceFolders: WorkspaceFoldersServerCapabilities?

  package init(workspaceFolders: WorkspaceFoldersServerCapabilities? = nil) {
    self.workspaceFolders = workspaceFolders
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    workspaceFolders = try reader.readOptional("workspaceFolders")
  }

  package var json: JSONValue {
    .members(["workspaceFolders": workspaceFolders?.json])
  }
}
