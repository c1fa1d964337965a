package import JSON

/// A text, plain or marked up.
package struct MarkupContent: JSONReadable, JSONWritable, Sendable, Hashable {
  /// How it is marked up.
  package var kind: MarkupKind
  /// The text.
  package var value: String

  package init(kind: MarkupKind, value: String) {
    self.kind = kind
    self.value = value
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    kind = try reader.read("kind")
    value = try reader.string("value")
  }

  package var json: JSONValue {
    .members(["kind": kind.json, "value": .string(value)])
  }
}
