package import JSON

/// That a server has code actions. Which ones it may only say to a client that knows what a `CodeAction` is
/// (`codeActionLiteralSupport`).
package enum CodeActionProvider: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Whether it has any, without a word about them.
  case simple(Bool)
  /// Which ones.
  case options(CodeActionOptions)

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    self =
      if let isOffered = reader.value.boolValue { .simple(isOffered) } else { .options(try CodeActionOptions(reader)) }
  }

  package var json: JSONValue {
    switch self {
    case .simple(let isOffered): .bool(isOffered)
    case .options(let options): options.json
    }
  }
}
