package import JSON

/// All that is found in a document.
package struct FullDocumentDiagnosticReport: JSONReadable, JSONWritable, Sendable, Hashable {
  /// By which the client can ask whether this still holds.
  package var resultId: String?
  /// The findings.
  package var items: [Diagnostic]

  package init(resultId: String? = nil, items: [Diagnostic]) {
    self.resultId = resultId
    self.items = items
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    resultId = try reader.optionalString("resultId")
    items = try reader.read("items")
  }

  package var json: JSONValue {
    .members(["resultId": resultId.map(JSONValue.string), "items": items.json])
  }
}
