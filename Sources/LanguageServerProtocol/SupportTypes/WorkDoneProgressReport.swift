package import JSON

/// A report of a progress.
package struct WorkDoneProgressReport: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Whether the user may stop it.
  package var cancellable: Bool?
  /// What is being done right now.
  package var message: String?
  /// How much is done, 0 to 100.
  package var percentage: Int?

  package init(cancellable: Bool? = nil, message: String? = nil, percentage: Int? = nil) {
    self.cancellable = cancellable
    self.message = message
    self.percentage = percentage
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    cancellable = try reader.optionalBool("cancellable")
    message = try reader.optionalString("message")
    percentage = try reader.optionalInteger("percentage")
  }

  package var json: JSONValue {
    .members([
      "cancellable": cancellable.map(JSONValue.bool), "message": message.map(JSONValue.string),
      "percentage": percentage.map(JSONValue.integer),
    ])
  }
}
