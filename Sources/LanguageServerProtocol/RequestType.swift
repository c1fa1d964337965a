package import JSON

/// A request: its parameters, its method's name and what answers it.
package protocol RequestType: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What a successful response carries.
  associatedtype Response: JSONReadable, JSONWritable, Sendable

  /// The name that stands in the message.
  static var method: String { get }
}

extension RequestType {
  /// Reads the parameters of a message; absent ones are `null`. Errors name the field: `params.position.line`.
  package init(params: JSONValue?) throws(JSONFieldError) {
    try self.init(JSONDecodingReader(params ?? .null, path: "params"))
  }

  /// The parameters for a message; `nil` where there are none.
  package var params: JSONValue? { json.isNull ? nil : json }
}
