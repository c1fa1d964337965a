package import JSON

/// The last report of a progress.
package struct WorkDoneProgressEnd: JSONReadable, JSONWritable, Sendable, Hashable {
  /// How it ended.
  package var message: String?

  package init(message: String? = nil) {
    self.message = message
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    message = try reader.optionalString("message")
  }

  package var json: JSONValue {
    .members(["message": message.map(JSONValue.string)])
  }
}
