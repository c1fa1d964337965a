package import JSON

/// A value that can be read from JSON. Unknown members are passed over; errors name the field.
package protocol JSONReadable {
  /// Reads the value.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError)
}

extension JSONDecodingReader {
  /// A member that must be there.
  func read<Value: JSONReadable>(_ key: String) throws(JSONFieldError) -> Value {
    try Value(try field(key))
  }

  /// A member that may be absent or `null`.
  func readOptional<Value: JSONReadable>(_ key: String) throws(JSONFieldError) -> Value? {
    guard let reader = try optional(key) else { return nil }
    return try Value(reader)
  }
}

extension JSONValue: JSONReadable {
  package init(_ reader: JSONDecodingReader) { self = reader.value }
}

extension String: JSONReadable {
  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) { self = try reader.string() }
}

extension Array: JSONReadable where Element: JSONReadable {
  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    self = try reader.array().map { element throws(JSONFieldError) in try Element(element) }
  }
}

extension Optional: JSONReadable where Wrapped: JSONReadable {
  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    self = reader.value.isNull ? nil : try Wrapped(reader)
  }
}
