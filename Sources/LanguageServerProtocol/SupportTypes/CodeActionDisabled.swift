package import JSON

/// Why a code action cannot be used now.
package struct CodeActionDisabled: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Why, for the user.
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    reason = try reader.string("reason")
  }

  package var json: JSONValue {
    .members(["reason": .string(reason)])
  }
}
