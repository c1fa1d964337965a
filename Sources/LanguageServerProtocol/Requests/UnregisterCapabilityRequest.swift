package import JSON

/// Tells the editor what the server no longer wants.
package struct UnregisterCapabilityRequest: RequestType {
  package typealias Response = VoidResponse
  package static let method = "client/unregisterCapability"

  /// Which ones; LSP's own spelling.
  package var unregisterations: [Unregistration]

  package init(unregisterations: [Unregistration]) {
    self.unregisterations = unregisterations
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    unregisterations = try reader.read("unregisterations")
  }

  package var json: JSONValue {
    .members(["unregisterations": unregisterations.json])
  }
}
