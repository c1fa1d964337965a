package import JSON

/// The id by which a response finds its request: an integer or a string.
package enum RequestID: Sendable, Hashable, CustomStringConvertible {
  case integer(Int)
  case string(String)

  /// Reads an id; `nil` for anything but an integer or a string.
  package init?(json: JSONValue) {
    switch json {
    case .string(let text): self = .string(text)
    default:
      guard let integer = json.intValue else { return nil }
      self = .integer(integer)
    }
  }

  /// The id as JSON.
  package var json: JSONValue {
    switch self {
    case .integer(let integer): .integer(integer)
    case .string(let text): .string(text)
    }
  }

  package var description: String { json.description }
}
