package import JSON

/// Edits of several documents: `documentChanges`, which name a version, for an editor that can, else `changes`.
package struct WorkspaceEdit: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The edits by document.
  package var changes: OrderedDictionary<DocumentURI, [TextEdit]>?
  /// The edits by version of a document.
  package var documentChanges: [TextDocumentEdit]?

  package init(
    changes: OrderedDictionary<DocumentURI, [TextEdit]>? = nil, documentChanges: [TextDocumentEdit]? = nil
  ) {
    self.changes = changes
    self.documentChanges = documentChanges
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    if let reader = try reader.optional("changes") {
      var changes: OrderedDictionary<DocumentURI, [TextEdit]> = [:]
      for uri in try reader.object().keys { changes[DocumentURI(uri)] = try reader.read(uri) }
      self.changes = changes
    }
    documentChanges = try reader.readOptional("documentChanges")
  }

  package var json: JSONValue {
    .members([
      "changes": changes.map { changes in
        .object(JSONObject(changes.map { ($0.rawValue, $1.json) }, uniquingKeysWith: { first, _ in first }))
      },
      "documentChanges": documentChanges?.json,
    ])
  }
}
