package import JSON

/// An answer that the user may give.
package struct MessageActionItem: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What the user reads.
  package var title: String

  package init(title: String) {
    self.title = title
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    title = try reader.string("title")
  }

  package var json: JSONValue {
    .members(["title": .string(title)])
  }
}
