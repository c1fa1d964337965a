/// What the editor can do with its workspace and its window.
extension ClientCapabilities {
  /// Whether it makes edits that the server asks for.
  package var appliesEdits: Bool { flag("workspace", "applyEdit") }

  /// Whether edits may name the version of a document that they are for.
  package var hasDocumentChanges: Bool { flag("workspace", "workspaceEdit", "documentChanges") }

  /// Whether commands may be registered later.
  package var registersCommands: Bool { flag("workspace", "executeCommand", "dynamicRegistration") }

  /// Whether it watches files for the server.
  package var watchesFiles: Bool { flag("workspace", "didChangeWatchedFiles", "dynamicRegistration") }

  /// Whether it can be asked to pull diagnostics again.
  package var refreshesDiagnostics: Bool { flag("workspace", "diagnostics", "refreshSupport") }

  /// Whether it can be asked to ask for inlay hints again.
  package var refreshesInlayHints: Bool { flag("workspace", "inlayHint", "refreshSupport") }

  /// Whether it shows documents that the server names.
  package var showsDocuments: Bool { flag("window", "showDocument", "support") }

  /// Whether it asks the user questions of the server's.
  package var asksQuestions: Bool { hasObject("window", "showMessage") }
}
