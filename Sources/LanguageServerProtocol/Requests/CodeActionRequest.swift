package import JSON

/// Asks what can be done at a place.
package struct CodeActionRequest: RequestType {
  package typealias Response = [CommandOrCodeAction]?
  package static let method = "textDocument/codeAction"

  /// The document.
  package var textDocument: TextDocumentIdentifier
  /// The place.
  package var range: PositionRange
  /// What is asked for.
  package var context: CodeActionContext
  /// A progress that the editor shows.
  package var workDoneToken: ProgressToken?
  /// By which parts of the answer may be sent.
  package var partialResultToken: ProgressToken?

  package init(
    textDocument: TextDocumentIdentifier, range: PositionRange, context: CodeActionContext,
    workDoneToken: ProgressToken? = nil, partialResultToken: ProgressToken? = nil
  ) {
    self.textDocument = textDocument
    self.range = range
    self.context = context
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    range = try reader.read("range")
    context = try reader.read("context")
    workDoneToken = try reader.readOptional("workDoneToken")
    partialResultToken = try reader.readOptional("partialResultToken")
  }

  package var json: JSONValue {
    .members([
      "textDocument": textDocument.json, "range": range.json, "context": context.json,
      "workDoneToken": workDoneToken?.json, "partialResultToken": partialResultToken?.json,
    ])
  }
}
