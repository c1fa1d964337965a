package import JSON

/// Nothing else is found in a document than before.
package struct UnchangedDocumentDiagnosticReport: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Of the report that still holds.
  package var resultId: String

  package init(resultId: String) {
    self.resultId = resultId
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    resultId = try reader.string("resultId")
  }

  package var json: JSONValue {
    .members(["resultId": .string(resultId)])
  }
}
