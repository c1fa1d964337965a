package import JSON

/// How a cell was run last.
package struct ExecutionSummary: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The how manieth it was.
  package var executionOrder: Int
  /// Whether that went well.
  package var success: Bool?

  package init(executionOrder: Int, success: Bool? = nil) {
    self.executionOrder = executionOrder
    self.success = success
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    executionOrder = try reader.integer("executionOrder")
    success = try reader.optionalBool("success")
  }

  package var json: JSONValue {
    .members(["executionOrder": .integer(executionOrder), "success": success.map(JSONValue.bool)])
  }
}
