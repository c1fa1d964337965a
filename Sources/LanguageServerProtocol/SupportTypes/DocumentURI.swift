package import JSON

/// The name of a document: an opaque key. `""` and `file://` are names as well; nothing here takes it apart.
package struct DocumentURI: RawRepresentable, JSONReadable, JSONWritable, Sendable, Hashable, CustomStringConvertible {
  /// The text, byte for byte as the client wrote it.
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Wraps any text.
  package init(_ text: String) { self.rawValue = text }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) { rawValue = try reader.string() }

  package var json: JSONValue { .string(rawValue) }

  package var description: String { rawValue }

  /// Two names are one where their bytes are the same; Swift's own strings would also join canonical equivalents.
  package static func == (left: DocumentURI, right: DocumentURI) -> Bool {
    left.rawValue.utf8.elementsEqual(right.rawValue.utf8)
  }

  package func hash(into hasher: inout Hasher) {
    for byte in rawValue.utf8 { hasher.combine(byte) }
  }
}
