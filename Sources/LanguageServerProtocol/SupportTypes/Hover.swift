package import JSON

/// What is shown for a place.
package struct Hover: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What to show.
  package var contents: MarkupContent
  /// The stretch that it is about.
  package var range: PositionRange?

  package init(contents: MarkupContent, range: PositionRange? = nil) {
    self.contents = contents
    self.range = range
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    contents = try reader.read("contents")
    range = try reader.readOptional("range")
  }

  package var json: JSONValue {
    .members(["contents": contents.json, "range": range?.json])
  }
}
