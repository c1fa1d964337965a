package import JSON

/// What changed in the cells of a notebook.
package struct NotebookDocumentCellChanges: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Cells that came and went.
  package var structure: NotebookDocumentCellChangeStructure?
  /// Cells whose properties changed.
  package var data: [NotebookCell]?
  /// Edits of texts.
  package var textContent: [NotebookDocumentCellContentChanges]?

  package init(
    structure: NotebookDocumentCellChangeStructure? = nil, data: [NotebookCell]? = nil,
    textContent: [NotebookDocumentCellContentChanges]? = nil
  ) {
    self.structure = structure
    self.data = data
    self.textContent = textContent
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    structure = try reader.readOptional("structure")
    data = try reader.readOptional("data")
    textContent = try reader.readOptional("textContent")
  }

  package var json: JSONValue {
    .members(["structure": structure?.json, "data": data?.json, "textContent": textContent?.json])
  }
}
