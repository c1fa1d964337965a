package import JSON

/// Which notebooks the server wants to be told of, and which of their cells.
package struct NotebookSelector: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The notebooks.
  package var notebook: NotebookFilter?
  /// The cells; all where absent.
  package var cells: [NotebookCellLanguage]?

  package init(notebook: NotebookFilter? = nil, cells: [NotebookCellLanguage]? = nil) {
    self.notebook = notebook
    self.cells = cells
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    notebook = try reader.readOptional("notebook")
    cells = try reader.readOptional("cells")
  }

  package var json: JSONValue {
    .members(["notebook": notebook?.json, "cells": cells?.json])
  }
}
