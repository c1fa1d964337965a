package import JSON

/// How the editor tells of edits.
package enum TextDocumentSyncKind: Int, JSONReadable, JSONWritable, Sendable, Hashable {
  case none = 0
  case full = 1
  case incremental = 2

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let number = try reader.integer(in: 0...2)
    guard let kind = TextDocumentSyncKind(rawValue: number) else { throw reader.mismatch("a kind of sync") }
    self = kind
  }

  package var json: JSONValue { .integer(rawValue) }
}
