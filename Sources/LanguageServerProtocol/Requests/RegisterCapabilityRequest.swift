package import JSON

/// Asks the editor for more notifications or requests.
package struct RegisterCapabilityRequest: RequestType {
  package typealias Response = VoidResponse
  package static let method = "client/registerCapability"

  /// Which ones.
  package var registrations: [Registration]

  package init(registrations: [Registration]) {
    self.registrations = registrations
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    registrations = try reader.read("registrations")
  }

  package var json: JSONValue {
    .members(["registrations": registrations.json])
  }
}
