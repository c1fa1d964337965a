package import JSON

/// The first report of a progress.
package struct WorkDoneProgressBegin: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What is being done.
  package var title: String
  /// Whether the user may stop it.
  package var cancellable: Bool?
  /// What is being done right now.
  package var message: String?
  /// How much is done, 0 to 100.
  package var percentage: Int?

  package init(title: String, cancellable: Bool? = nil, message: String? = nil, percentage: Int? = nil) {
    self.title = title
    self.cancellable = cancellable
    self.message = message
    self.percentage = percentage
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    title = try reader.string("title")
    cancellable = try reader.optionalBool("cancellable")
    message = try reader.optionalString("message")
    percentage = try reader.optionalInteger("percentage")
  }

  package var json: JSONValue {
    .members([
      "title": .string(title), "cancellable": cancellable.map(JSONValue.bool), "message": message.map(JSONValue.string),
      "percentage": percentage.map(JSONValue.integer),
    ])
  }
}
