package import JSON

/// One of a set of integers that may grow: unknown ones are kept as they are.
package protocol IntegerKind: RawRepresentable, JSONReadable, JSONWritable, Sendable, Hashable where RawValue == Int {
  /// Wraps any integer.
  init(rawValue: Int)
}

extension IntegerKind {
  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) { self.init(rawValue: try reader.integer()) }

  package var json: JSONValue { .integer(rawValue) }
}
