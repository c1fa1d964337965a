package import JSON

/// What the user may mean.
package struct CompletionList: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Whether the client shall ask again when more is typed.
  package var isIncomplete: Bool
  /// The completions.
  package var items: [CompletionItem]

  package init(isIncomplete: Bool, items: [CompletionItem]) {
    self.isIncomplete = isIncomplete
    self.items = items
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    isIncomplete = try reader.bool("isIncomplete")
    items = try reader.read("items")
  }

  package var json: JSONValue {
    .members(["isIncomplete": .bool(isIncomplete), "items": items.json])
  }
}
