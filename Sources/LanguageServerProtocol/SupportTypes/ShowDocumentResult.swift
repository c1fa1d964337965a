package import JSON

/// Whether the editor showed a document.
package struct ShowDocumentResult: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Whether it did.
  package var success: Bool

  package init(success: Bool) {
    self.success = success
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    success = try reader.bool("success")
  }

  package var json: JSONValue {
    .members(["success": .bool(success)])
  }
}
