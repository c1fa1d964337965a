/// What the editor can do with single documents.
extension ClientCapabilities {
  /// Whether published diagnostics may name the version that they are about.
  package var hasDiagnosticVersions: Bool { flag("textDocument", "publishDiagnostics", "versionSupport") }

  /// Whether published diagnostics may carry data that comes back with a request for code actions.
  package var keepsDiagnosticData: Bool { flag("textDocument", "publishDiagnostics", "dataSupport") }

  /// Whether published diagnostics may name the page that explains them.
  package var hasCodeDescriptions: Bool { flag("textDocument", "publishDiagnostics", "codeDescriptionSupport") }

  /// Whether pulled diagnostics may be registered later.
  package var registersDiagnostics: Bool { flag("textDocument", "diagnostic", "dynamicRegistration") }

  /// Whether it takes code actions as literals; else they have to be commands.
  package var hasCodeActionLiterals: Bool { hasObject("textDocument", "codeAction", "codeActionLiteralSupport") }

  /// Whether it shows which code action is the usual choice.
  package var hasPreferredCodeActions: Bool { flag("textDocument", "codeAction", "isPreferredSupport") }

  /// Whether it shows code actions that cannot be used, and why.
  package var hasDisabledCodeActions: Bool { flag("textDocument", "codeAction", "disabledSupport") }

  /// Whether code actions may be registered later.
  package var registersCodeActions: Bool { flag("textDocument", "codeAction", "dynamicRegistration") }

  /// Whether it shows inlay hints.
  package var hasInlayHints: Bool { hasObject("textDocument", "inlayHint") }

  /// Whether inlay hints may be registered later.
  package var registersInlayHints: Bool { flag("textDocument", "inlayHint", "dynamicRegistration") }

  /// Whether completion may be registered later.
  package var registersCompletion: Bool { flag("textDocument", "completion", "dynamicRegistration") }

  /// Whether a completion may be chosen to begin with.
  package var hasPreselect: Bool { flag("textDocument", "completion", "completionItem", "preselectSupport") }

  /// Whether something may stand beside a completion's label.
  package var hasLabelDetails: Bool { flag("textDocument", "completion", "completionItem", "labelDetailsSupport") }

  /// How a completion's documentation may be marked up, best first; none means plain text.
  package var completionDocumentationFormat: [MarkupKind] {
    strings("textDocument", "completion", "completionItem", "documentationFormat").map { MarkupKind(rawValue: $0) }
  }

  /// Whether hovers may be registered later.
  package var registersHover: Bool { flag("textDocument", "hover", "dynamicRegistration") }

  /// Whether it tells of notebooks.
  package var hasNotebooks: Bool { hasObject("notebookDocument", "synchronization") }
}
