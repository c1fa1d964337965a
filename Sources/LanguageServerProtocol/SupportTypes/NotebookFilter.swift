package import JSON

/// Which notebooks are meant, by their kind alone or by more.
package enum NotebookFilter: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Of this kind; `*` is any.
  case notebookType(String)
  /// That match this filter.
  case filter(NotebookDocumentFilter)

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    if case .string(let text) = reader.value {
      self = .notebookType(text)
    } else {
      self = .filter(try NotebookDocumentFilter(reader))
    }
  }

  package var json: JSONValue {
    switch self {
    case .notebookType(let text): .string(text)
    case .filter(let filter): filter.json
    }
  }
}
