package import JSON

/// A place between two characters. The character counts in the position encoding that was agreed on.
package struct Position: JSONReadable, JSONWritable, Sendable, Hashable, Comparable {
  /// The line, from 0.
  package var line: Int
  /// The offset in the line, from 0, in code units of the encoding.
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    // The protocol's `uinteger`; some clients send 2^32 - 1 for "to the end of the line".
    line = try reader.integer("line", in: 0...Int(UInt32.max))
    character = try reader.integer("character", in: 0...Int(UInt32.max))
  }

  package var json: JSONValue {
    .members(["line": .integer(line), "character": .integer(character)])
  }

  package static func < (left: Position, right: Position) -> Bool {
    (left.line, left.character) < (right.line, right.character)
  }
}
