package import JSON

/// Folders that were opened or closed.
package struct WorkspaceFoldersChangeEvent: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The new ones.
  package var added: [WorkspaceFolder]
  /// The closed ones.
  package var removed: [WorkspaceFolder]

  package init(added: [WorkspaceFolder], removed: [WorkspaceFolder]) {
    self.added = added
    self.removed = removed
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    added = try reader.read("added")
    removed = try reader.read("removed")
  }

  package var json: JSONValue {
    .members(["added": added.json, "removed": removed.json])
  }
}
