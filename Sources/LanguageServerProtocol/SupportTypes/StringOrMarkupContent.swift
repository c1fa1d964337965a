package import JSON

/// A text as it is, or one that says how it is marked up.
package enum StringOrMarkupContent: JSONReadable, JSONWritable, Sendable, Hashable {
  /// As it is.
  case string(String)
  /// Marked up.
  case markup(MarkupContent)

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    if case .string(let text) = reader.value {
      self = .string(text)
    } else {
      self = .markup(try MarkupContent(reader))
    }
  }

  package var json: JSONValue {
    switch self {
    case .string(let text): .string(text)
    case .markup(let markup): markup.json
    }
  }
}
