package import JSON

/// Cells that take the place of others.
package struct NotebookCellArrayChange: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The first cell that goes.
  package var start: Int
  /// How many go.
  package var deleteCount: Int
  /// What comes in their place.
  package var cells: [NotebookCell]?

  package init(start: Int, deleteCount: Int, cells: [NotebookCell]? = nil) {
    self.start = start
    self.deleteCount = deleteCount
    self.cells = cells
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    start = try reader.integer("start")
    deleteCount = try reader.integer("deleteCount")
    cells = try reader.readOptional("cells")
  }

  package var json: JSONValue {
    .members(["start": .integer(start), "deleteCount": .integer(deleteCount), "cells": cells?.json])
  }
}
