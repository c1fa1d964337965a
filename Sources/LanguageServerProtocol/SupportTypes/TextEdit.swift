package import JSON

/// A stretch of a document and what takes its place.
package struct TextEdit: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The stretch; empty where something is put in.
  package var range: PositionRange
  /// What stands there then.
  package var newText: String

  package init(range: PositionRange, newText: String) {
    self.range = range
    self.newText = newText
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    range = try reader.read("range")
    newText = try reader.string("newText")
  }

  package var json: JSONValue {
    .members(["range": range.json, "newText": .string(newText)])
  }
}
