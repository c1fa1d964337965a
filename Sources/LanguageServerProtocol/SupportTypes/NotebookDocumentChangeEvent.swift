package import JSON

/// What changed in a notebook.
package struct NotebookDocumentChangeEvent: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What the editor keeps of it now.
  package var metadata: JSONValue?
  /// What changed in its cells.
  package var cells: NotebookDocumentCellChanges?

  package init(metadata: JSONValue? = nil, cells: NotebookDocumentCellChanges? = nil) {
    self.metadata = metadata
    self.cells = cells
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    metadata = try reader.readOptional("metadata")
    cells = try reader.readOptional("cells")
  }

  package var json: JSONValue {
    .members(["metadata": metadata?.json, "cells": cells?.json])
  }
}
