package import JSON

/// Asks what is found in a document.
package struct DocumentDiagnosticRequest: RequestType {
  package typealias Response = DocumentDiagnosticReport
  package static let method = "textDocument/diagnostic"

  /// The document.
  package var textDocument: TextDocumentIdentifier
  /// Whose diagnostics are meant.
  package var identifier: String?
  /// Of the last report that the client got.
  package var previousResultId: String?
  /// A progress that the editor shows.
  package var workDoneToken: ProgressToken?
  /// By which parts of the answer may be sent.
  package var partialResultToken: ProgressToken?

  package init(
    textDocument: TextDocumentIdentifier, identifier: String? = nil, previousResultId: String? = nil,
    workDoneToken: ProgressToken? = nil, partialResultToken: ProgressToken? = nil
  ) {
    self.textDocument = textDocument
    self.identifier = identifier
    self.previousResultId = previousResultId
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    identifier = try reader.optionalString("identifier")
    previousResultId = try reader.optionalString("previousResultId")
    workDoneToken = try reader.readOptional("workDoneToken")
    partialResultToken = try reader.readOptional("partialResultToken")
  }

  package var json: JSONValue {
    .members([
      "textDocument": textDocument.json, "identifier": identifier.map(JSONValue.string),
      "previousResultId": previousResultId.map(JSONValue.string), "workDoneToken": workDoneToken?.json,
      "partialResultToken": partialResultToken?.json,
    ])
  }
}
