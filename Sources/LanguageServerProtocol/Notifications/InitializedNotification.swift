package import JSON

/// The editor is ready for the server's own requests.
package struct InitializedNotification: NotificationType {
  package static let method = "initialized"

  package init() {}

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {}

  package var json: JSONValue { [:] }
}
