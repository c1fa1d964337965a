package import JSON

/// A notebook, whole, as it was opened.
package struct NotebookDocument: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Its name.
  package var uri: DocumentURI
  /// What kind of notebook it is.
  package var notebookType: String
  /// Its version.
  package var version: Int
  /// What the editor keeps of it.
  package var metadata: JSONValue?
  /// Its cells.
  package var cells: [NotebookCell]

  package init(uri: DocumentURI, notebookType: String, version: Int, metadata: JSONValue? = nil, cells: [NotebookCell])
  {
    self.uri = uri
    self.notebookType = notebookType
    self.version = version
    self.metadata = metadata
    self.cells = cells
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    notebookType = try reader.string("notebookType")
    version = try reader.integer("version")
    metadata = try reader.readOptional("metadata")
    cells = try reader.read("cells")
  }

  package var json: JSONValue {
    .members([
      "uri": uri.json, "notebookType": .string(notebookType), "version": .integer(version), "metadata": metadata?.json,
      "cells": cells.json,
    ])
  }
}
