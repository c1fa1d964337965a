package import JSON

/// A change that the user may choose.
package struct CodeAction: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What the user reads.
  package var title: String
  /// What kind of change it is.
  package var kind: CodeActionKind?
  /// The findings that it mends.
  package var diagnostics: [Diagnostic]?
  /// Whether it is the usual choice.
  package var isPreferred: Bool?
  /// Why it cannot be used now.
  package var disabled: CodeActionDisabled?
  /// The edits that it makes.
  package var edit: WorkspaceEdit?
  /// A command that is called after the edits.
  package var command: Command?
  /// What the server wants to get back with it.
  package var data: JSONValue?

  package init(
    title: String, kind: CodeActionKind? = nil, diagnostics: [Diagnostic]? = nil, isPreferred: Bool? = nil,
    disabled: CodeActionDisabled? = nil, edit: WorkspaceEdit? = nil, command: Command? = nil, data: JSONValue? = nil
  ) {
    self.title = title
    self.kind = kind
    self.diagnostics = diagnostics
    self.isPreferred = isPreferred
    self.disabled = disabled
    self.edit = edit
    self.command = command
    self.data = data
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    title = try reader.string("title")
    kind = try reader.readOptional("kind")
    diagnostics = try reader.readOptional("diagnostics")
    isPreferred = try reader.optionalBool("isPreferred")
    disabled = try reader.readOptional("disabled")
    edit = try reader.readOptional("edit")
    command = try reader.readOptional("command")
    data = try reader.readOptional("data")
  }

  package var json: JSONValue {
    .members([
      "title": .string(title), "kind": kind?.json, "diagnostics": diagnostics?.json,
      "isPreferred": isPreferred.map(JSONValue.bool), "disabled": disabled?.json, "edit": edit?.json,
      "command": command?.json, "data": data?.json,
    ])
  }
}
