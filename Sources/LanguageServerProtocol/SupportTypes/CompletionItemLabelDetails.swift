package import JSON

/// What stands beside a completion's label.
package struct CompletionItemLabelDetails: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Right after it.
  package var detail: String?
  /// Further away.
  package var description: String?

  package init(detail: String? = nil, description: String? = nil) {
    self.detail = detail
    self.description = description
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    detail = try reader.optionalString("detail")
    description = try reader.optionalString("description")
  }

  package var json: JSONValue {
    .members(["detail": detail.map(JSONValue.string), "description": description.map(JSONValue.string)])
  }
}
