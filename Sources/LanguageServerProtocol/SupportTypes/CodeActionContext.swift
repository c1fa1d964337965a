package import JSON

/// What code actions are asked for.
package struct CodeActionContext: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The findings at the place, ours and others'.
  package var diagnostics: [Diagnostic]
  /// Only these kinds are wanted.
  package var only: [CodeActionKind]?
  /// Why they are asked for.
  package var triggerKind: CodeActionTriggerKind?

  package init(diagnostics: [Diagnostic], only: [CodeActionKind]? = nil, triggerKind: CodeActionTriggerKind? = nil) {
    self.diagnostics = diagnostics
    self.only = only
    self.triggerKind = triggerKind
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    diagnostics = try reader.read("diagnostics")
    only = try reader.readOptional("only")
    triggerKind = try reader.readOptional("triggerKind")
  }

  package var json: JSONValue {
    .members(["diagnostics": diagnostics.json, "only": only?.json, "triggerKind": triggerKind?.json])
  }
}
