import LanguageServerProtocol

/// An open document. A value: a copy is a snapshot, whose `revision` tells whether it is still the newest.
struct Document: Sendable {
  /// The client's key for it, whatever it looks like.
  let uri: DocumentURI
  /// The client's name for its language.
  var languageID: String
  /// The client's number for its state: any number, also the same one twice.
  var version: Int
  /// The server's own number, never the same for two states of any document.
  var revision: Int
  /// The text.
  var text: DocumentText

  /// Whether it is Markdown or a kin of it.
  var isMarkdown: Bool { DocumentTraits.isMarkdown(uri: uri.rawValue, languageID: languageID) }
}
