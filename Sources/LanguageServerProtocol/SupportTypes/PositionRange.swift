package import JSON

/// A stretch of a document, the end excluded: LSP's `Range`.
///
/// The end may stand before the start: a client's mistake, for the receiver to judge.
package struct PositionRange: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Where it begins.
  package var start: Position
  /// Where it ends.
  package var end: Position

  package init(start: Position, end: Position) {
    self.start = start
    self.end = end
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    start = try reader.read("start")
    end = try reader.read("end")
  }

  package var json: JSONValue {
    .members(["start": start.json, "end": end.json])
  }
}
