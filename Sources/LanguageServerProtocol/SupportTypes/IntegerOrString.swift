package import JSON

/// An integer or a string: a request's id, a progress token.
package enum IntegerOrString: JSONReadable, JSONWritable, Sendable, Hashable {
  case integer(Int)
  case string(String)

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    if case .string(let text) = reader.value {
      self = .string(text)
    } else {
      guard let integer = reader.value.intValue else { throw reader.mismatch("an integer or a string") }
      self = .integer(integer)
    }
  }

  package var json: JSONValue {
    switch self {
    case .integer(let integer): .integer(integer)
    case .string(let text): .string(text)
    }
  }
}

/// By what the reports of one progress belong together.
package typealias ProgressToken = IntegerOrString
