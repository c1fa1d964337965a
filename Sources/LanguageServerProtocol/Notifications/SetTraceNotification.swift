package import JSON

/// How much the server shall tell from now on.
package struct SetTraceNotification: NotificationType {
  package static let method = "$/setTrace"

  /// How much.
  package var value: TraceValue

  package init(value: TraceValue) {
    self.value = value
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    value = try reader.read("value")
  }

  package var json: JSONValue {
    .members(["value": value.json])
  }
}
