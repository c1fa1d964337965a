package import JSON

/// Asks for the inlay hints of a stretch.
package struct InlayHintRequest: RequestType {
  package typealias Response = [InlayHint]?
  package static let method = "textDocument/inlayHint"

  /// The document.
  package var textDocument: TextDocumentIdentifier
  /// The stretch, what the user sees as a rule.
  package var range: PositionRange
  /// A progress that the editor shows.
  package var workDoneToken: ProgressToken?

  package init(textDocument: TextDocumentIdentifier, range: PositionRange, workDoneToken: ProgressToken? = nil) {
    self.textDocument = textDocument
    self.range = range
    self.workDoneToken = workDoneToken
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    range = try reader.read("range")
    workDoneToken = try reader.readOptional("workDoneToken")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json, "range": range.json, "workDoneToken": workDoneToken?.json])
  }
}
