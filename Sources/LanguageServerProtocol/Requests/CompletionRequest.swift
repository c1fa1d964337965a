package import JSON

/// Asks what the user may mean at a place.
package struct CompletionRequest: RequestType {
  package typealias Response = CompletionList?
  package static let method = "textDocument/completion"

  /// The document.
  package var textDocument: TextDocumentIdentifier
  /// The place.
  package var position: Position
  /// How it came to be asked.
  package var context: CompletionContext?
  /// A progress that the editor shows.
  package var workDoneToken: ProgressToken?
  /// By which parts of the answer may be sent.
  package var partialResultToken: ProgressToken?

  package init(
    textDocument: TextDocumentIdentifier, position: Position, context: CompletionContext? = nil,
    workDoneToken: ProgressToken? = nil, partialResultToken: ProgressToken? = nil
  ) {
    self.textDocument = textDocument
    self.position = position
    self.context = context
    self.workDoneToken = workDoneToken
    self.partialResultToken = partialResultToken
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    position = try reader.read("position")
    context = try reader.readOptional("context")
    workDoneToken = try reader.readOptional("workDoneToken")
    partialResultToken = try reader.readOptional("partialResultToken")
  }

  package var json: JSONValue {
    .members([
      "textDocument": textDocument.json, "position": position.json, "context": context?.json,
      "workDoneToken": workDoneToken?.json, "partialResultToken": partialResultToken?.json,
    ])
  }
}
