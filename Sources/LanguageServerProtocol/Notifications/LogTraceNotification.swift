package import JSON

/// The server tells of its work.
package struct LogTraceNotification: NotificationType {
  package static let method = "$/logTrace"

  /// What it does.
  package var message: String
  /// And more of it.
  package var verbose: String?

  package init(message: String, verbose: String? = nil) {
    self.message = message
    self.verbose = verbose
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    message = try reader.string("message")
    verbose = try reader.optionalString("verbose")
  }

  package var json: JSONValue {
    .members(["message": .string(message), "verbose": verbose.map(JSONValue.string)])
  }
}
