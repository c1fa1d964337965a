package import JSON

/// Asks the editor to ask for all diagnostics again.
package struct DiagnosticRefreshRequest: RequestType {
  package typealias Response = VoidResponse
  package static let method = "workspace/diagnostic/refresh"

  package init() {}

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {}

  package var json: JSONValue { .null }
}
