package import JSON

/// Asks the editor to show a document.
package struct ShowDocumentRequest: RequestType {
  package typealias Response = ShowDocumentResult
  package static let method = "window/showDocument"

  /// Which one.
  package var uri: DocumentURI
  /// In another program, a browser as a rule.
  package var external: Bool?
  /// That the user's keys shall go there.
  package var takeFocus: Bool?
  /// What shall be selected in it.
  package var selection: PositionRange?

  package init(uri: DocumentURI, external: Bool? = nil, takeFocus: Bool? = nil, selection: PositionRange? = nil) {
    self.uri = uri
    self.external = external
    self.takeFocus = takeFocus
    self.selection = selection
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    uri = try reader.read("uri")
    external = try reader.optionalBool("external")
    takeFocus = try reader.optionalBool("takeFocus")
    selection = try reader.readOptional("selection")
  }

  package var json: JSONValue {
    .members([
      "uri": uri.json, "external": external.map(JSONValue.bool), "takeFocus": takeFocus.map(JSONValue.bool),
      "selection": selection?.json,
    ])
  }
}
