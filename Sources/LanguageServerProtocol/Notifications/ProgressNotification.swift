package import JSON

/// How far something is.
package struct ProgressNotification: NotificationType {
  package static let method = "$/progress"

  /// Which progress.
  package var token: ProgressToken
  /// The report: a `WorkDoneProgress` as a rule.
  package var value: JSONValue

  package init(token: ProgressToken, value: JSONValue) {
    self.token = token
    self.value = value
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    token = try reader.read("token")
    value = try reader.read("value")
  }

  package var json: JSONValue {
    .members(["token": token.json, "value": value.json])
  }
}
