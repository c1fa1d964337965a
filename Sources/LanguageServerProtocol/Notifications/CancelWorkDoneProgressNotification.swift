package import JSON

/// The user stops a progress that the server began.
package struct CancelWorkDoneProgressNotification: NotificationType {
  package static let method = "window/workDoneProgress/cancel"

  /// Which one.
  package var token: ProgressToken

  package init(token: ProgressToken) {
    self.token = token
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    token = try reader.read("token")
  }

  package var json: JSONValue {
    .members(["token": token.json])
  }
}
