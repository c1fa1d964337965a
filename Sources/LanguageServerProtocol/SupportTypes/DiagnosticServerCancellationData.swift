package import JSON

/// What an error says that comes in place of diagnostics.
package struct DiagnosticServerCancellationData: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Whether the client shall ask again.
  package var retriggerRequest: Bool

  package init(retriggerRequest: Bool) {
    self.retriggerRequest = retriggerRequest
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    retriggerRequest = try reader.bool("retriggerRequest")
  }

  package var json: JSONValue {
    .members(["retriggerRequest": .bool(retriggerRequest)])
  }
}
