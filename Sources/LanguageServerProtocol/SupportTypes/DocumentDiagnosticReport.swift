package import JSON

/// The answer to a request for a document's diagnostics.
package enum DocumentDiagnosticReport: JSONReadable, JSONWritable, Sendable, Hashable {
  /// All of them.
  case full(FullDocumentDiagnosticReport)
  /// The same as before.
  case unchanged(UnchangedDocumentDiagnosticReport)

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let kind = try reader.field("kind")
    switch try kind.string() {
    case "full": self = .full(try FullDocumentDiagnosticReport(reader))
    case "unchanged": self = .unchanged(try UnchangedDocumentDiagnosticReport(reader))
    default: throw kind.error("is none of full and unchanged")
    }
  }

  package var json: JSONValue {
    switch self {
    case .full(let report): .tagged("full", report.json)
    case .unchanged(let report): .tagged("unchanged", report.json)
    }
  }
}
