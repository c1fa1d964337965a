package import JSON

/// One edit: a stretch and its new text, or, without a stretch, the whole document anew.
package struct TextDocumentContentChangeEvent: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What is replaced; the whole document where absent.
  package var range: PositionRange?
  /// The length of that, in UTF-16 units; deprecated, not to be relied upon.
  package var rangeLength: Int?
  /// The new text.
  package var text: String

  package init(range: PositionRange? = nil, rangeLength: Int? = nil, text: String) {
    self.range = range
    self.rangeLength = rangeLength
    self.text = text
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    range = try reader.readOptional("range")
    rangeLength = try reader.optionalInteger("rangeLength")
    text = try reader.string("text")
  }

  package var json: JSONValue {
    .members(["range": range?.json, "rangeLength": rangeLength.map(JSONValue.integer), "text": .string(text)])
  }
}
