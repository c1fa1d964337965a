package import JSON

/// Which notebooks the server wants to be told of.
package struct NotebookDocumentSyncOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Which ones.
  package var notebookSelector: [NotebookSelector]
  /// That they are saved.
  package var save: Bool?

  package init(notebookSelector: [NotebookSelector], save: Bool? = nil) {
    self.notebookSelector = notebookSelector
    self.save = save
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    notebookSelector = try reader.read("notebookSelector")
    save = try reader.optionalBool("save")
  }

  package var json: JSONValue {
    .members(["notebookSelector": notebookSelector.json, "save": save.map(JSONValue.bool)])
  }
}
