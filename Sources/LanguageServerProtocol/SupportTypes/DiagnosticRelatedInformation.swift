package import JSON

/// Another place that has to do with a finding.
package struct DiagnosticRelatedInformation: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The place.
  package var location: Location
  /// What it has to do with it.
  package var message: String

  package init(location: Location, message: String) {
    self.location = location
    self.message = message
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    location = try reader.read("location")
    message = try reader.string("message")
  }

  package var json: JSONValue {
    .members(["location": location.json, "message": .string(message)])
  }
}
