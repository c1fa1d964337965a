package import JSON

/// What the server wants to be told of documents.
package struct TextDocumentSyncOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// That they are opened and closed.
  package var openClose: Bool?
  /// How they are edited.
  package var change: TextDocumentSyncKind?
  /// That they are saved.
  package var save: Bool?

  package init(openClose: Bool? = nil, change: TextDocumentSyncKind? = nil, save: Bool? = nil) {
    self.openClose = openClose
    self.change = change
    self.save = save
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    openClose = try reader.optionalBool("openClose")
    change = try reader.readOptional("change")
    save = try reader.optionalBool("save")
  }

  package var json: JSONValue {
    .members(["openClose": openClose.map(JSONValue.bool), "change": change?.json, "save": save.map(JSONValue.bool)])
  }
}
