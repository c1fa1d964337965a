package import JSON

/// Something happened to files that the server wanted to be told of.
package struct DidChangeWatchedFilesNotification: NotificationType {
  package static let method = "workspace/didChangeWatchedFiles"

  /// What.
  package var changes: [FileEvent]

  package init(changes: [FileEvent]) {
    self.changes = changes
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    changes = try reader.read("changes")
  }

  package var json: JSONValue {
    .members(["changes": changes.json])
  }
}
