package import JSON

/// Asks what to show for a place.
package struct HoverRequest: RequestType {
  package typealias Response = Hover?
  package static let method = "textDocument/hover"

  /// The document.
  package var textDocument: TextDocumentIdentifier
  /// The place.
  package var position: Position
  /// A progress that the editor shows.
  package var workDoneToken: ProgressToken?

  package init(textDocument: TextDocumentIdentifier, position: Position, workDoneToken: ProgressToken? = nil) {
    self.textDocument = textDocument
    self.position = position
    self.workDoneToken = workDoneToken
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    position = try reader.read("position")
    workDoneToken = try reader.readOptional("workDoneToken")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json, "position": position.json, "workDoneToken": workDoneToken?.json])
  }
}
