package import JSON

/// The server ends: with 0 after `shutdown`, with 1 else.
package struct ExitNotification: NotificationType {
  package static let method = "exit"

  package init() {}

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {}

  package var json: JSONValue { .null }
}
