package import JSON

/// Asks the editor to make edits.
package struct ApplyWorkspaceEditRequest: RequestType {
  package typealias Response = ApplyWorkspaceEditResult
  package static let method = "workspace/applyEdit"

  /// What they are called, for undoing them.
  package var label: String?
  /// The edits.
  package var edit: WorkspaceEdit

  package init(label: String? = nil, edit: WorkspaceEdit) {
    self.label = label
    self.edit = edit
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    label = try reader.optionalString("label")
    edit = try reader.read("edit")
  }

  package var json: JSONValue {
    .members(["label": label.map(JSONValue.string), "edit": edit.json])
  }
}
