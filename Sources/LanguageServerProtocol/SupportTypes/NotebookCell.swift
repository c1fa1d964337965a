package import JSON

/// A cell of a notebook; its text is a document of its own.
package struct NotebookCell: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What it holds.
  package var kind: NotebookCellKind
  /// The document that its text is.
  package var document: DocumentURI
  /// What the editor keeps of it.
  package var metadata: JSONValue?
  /// How it was run last.
  package var executionSummary: ExecutionSummary?

  package init(
    kind: NotebookCellKind, document: DocumentURI, metadata: JSONValue? = nil, executionSummary: ExecutionSummary? = nil
  ) {
    self.kind = kind
    self.document = document
    self.metadata = metadata
    self.executionSummary = executionSummary
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    kind = try reader.read("kind")
    document = try reader.read("document")
    metadata = try reader.readOptional("metadata")
    executionSummary = try reader.readOptional("executionSummary")
  }

  package var json: JSONValue {
    .members([
      "kind": kind.json, "document": document.json, "metadata": metadata?.json,
      "executionSummary": executionSummary?.json,
    ])
  }
}
