package import JSON

/// Ours, client to server: the user chose the language of a buffer.
package struct LanguageChosenNotification: NotificationType {
  package static let method = "parlance/languageChosen"

  /// The buffer.
  package var textDocument: TextDocumentIdentifier
  /// What was chosen, as the editor calls it.
  package var languageId: String

  package init(textDocument: TextDocumentIdentifier, languageId: String) {
    self.textDocument = textDocument
    self.languageId = languageId
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    textDocument = try reader.read("textDocument")
    languageId = try reader.string("languageId")
  }

  package var json: JSONValue {
    .members(["textDocument": textDocument.json, "languageId": .string(languageId)])
  }
}
