package import JSON

/// Cells that come and go.
package struct NotebookDocumentCellChangeStructure: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Which ones.
  package var array: NotebookCellArrayChange
  /// The texts of those that came.
  package var didOpen: [TextDocumentItem]?
  /// The texts of those that went.
  package var didClose: [TextDocumentIdentifier]?

  package init(
    array: NotebookCellArrayChange, didOpen: [TextDocumentItem]? = nil, didClose: [TextDocumentIdentifier]? = nil
  ) {
    self.array = array
    self.didOpen = didOpen
    self.didClose = didClose
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    array = try reader.read("array")
    didOpen = try reader.readOptional("didOpen")
    didClose = try reader.readOptional("didClose")
  }

  package var json: JSONValue {
    .members(["array": array.json, "didOpen": didOpen?.json, "didClose": didClose?.json])
  }
}
