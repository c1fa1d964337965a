package import JSON

/// A message for the user.
package struct ShowMessageNotification: NotificationType {
  package static let method = "window/showMessage"

  /// How urgent it is.
  package var type: MessageType
  /// The message.
  package var message: String

  package init(type: MessageType, message: String) {
    self.type = type
    self.message = message
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    type = try reader.read("type")
    message = try reader.string("message")
  }

  package var json: JSONValue {
    .members(["type": type.json, "message": .string(message)])
  }
}
