package import JSON

/// Settings were changed; editors without any send `null`, or nothing.
package struct DidChangeConfigurationNotification: NotificationType {
  package static let method = "workspace/didChangeConfiguration"

  /// The settings.
  package var settings: JSONValue?

  package init(settings: JSONValue? = nil) {
    self.settings = settings
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    settings = reader.value["settings"]
  }

  package var json: JSONValue {
    .members(["settings": settings?.json])
  }
}
