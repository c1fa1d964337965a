package import JSON

/// Folders were opened or closed.
package struct DidChangeWorkspaceFoldersNotification: NotificationType {
  package static let method = "workspace/didChangeWorkspaceFolders"

  /// Which ones.
  package var event: WorkspaceFoldersChangeEvent

  package init(event: WorkspaceFoldersChangeEvent) {
    self.event = event
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    event = try reader.read("event")
  }

  package var json: JSONValue {
    .members(["event": event.json])
  }
}
