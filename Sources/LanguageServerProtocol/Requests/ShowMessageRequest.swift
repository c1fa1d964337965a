package import JSON

/// Asks the user something.
package struct ShowMessageRequest: RequestType {
  package typealias Response = MessageActionItem?
  package static let method = "window/showMessageRequest"

  /// How urgent it is.
  package var type: MessageType
  /// The question.
  package var message: String
  /// What can be answered.
  package var actions: [MessageActionItem]?

  package init(type: MessageType, message: String, actions: [MessageActionItem]? = nil) {
    self.type = type
    self.message = message
    self.actions = actions
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    type = try reader.read("type")
    message = try reader.string("message")
    actions = try reader.readOptional("actions")
  }

  package var json: JSONValue {
    .members(["type": type.json, "message": .string(message), "actions": actions?.json])
  }
}
