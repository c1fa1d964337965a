package import JSON

/// A notification: its parameters and its method's name.
package protocol NotificationType: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The name that stands in the message.
  static var method: String { get }
}

extension NotificationType {
  /// Reads the parameters of a message; absent ones are `null`. Errors name the field: `params.textDocument.uri`.
  package init(params: JSONValue?) throws(JSONFieldError) {
    try self.init(JSONDecodingReader(params ?? .null, path: "params"))
  }

  /// The parameters for a message; `nil` where there are none.
  package var params: JSONValue? { json.isNull ? nil : json }
}
