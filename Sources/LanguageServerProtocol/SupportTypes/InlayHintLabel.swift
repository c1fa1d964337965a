package import JSON

/// What an inlay hint shows.
package enum InlayHintLabel: JSONReadable, JSONWritable, Sendable, Hashable {
  /// A text.
  case string(String)
  /// Parts that can do something.
  case parts([InlayHintLabelPart])

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    if case .string(let text) = reader.value {
      self = .string(text)
    } else {
      self = .parts(try [InlayHintLabelPart](reader))
    }
  }

  package var json: JSONValue {
    switch self {
    case .string(let text): .string(text)
    case .parts(let parts): parts.json
    }
  }
}
