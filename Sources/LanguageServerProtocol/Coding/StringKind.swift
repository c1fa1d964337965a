package import JSON

/// One of a set of strings that may grow: unknown ones are kept as they are.
package protocol StringKind: RawRepresentable, JSONReadable, JSONWritable, Sendable, Hashable where RawValue == String {
  /// Wraps any string.
  init(rawValue: String)
}

extension StringKind {
  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) { self.init(rawValue: try reader.string()) }

  package var json: JSONValue { .string(rawValue) }
}
