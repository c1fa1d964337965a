package import JSON

/// The answer to a request is no longer wanted.
package struct CancelRequestNotification: NotificationType {
  package static let method = "$/cancelRequest"

  /// The request.
  package var id: IntegerOrString

  package init(id: IntegerOrString) {
    self.id = id
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    id = try reader.read("id")
  }

  package var json: JSONValue {
    .members(["id": id.json])
  }
}
