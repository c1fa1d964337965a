package import JSON

/// Asks the editor to ask for all inlay hints again.
package struct InlayHintRefreshRequest: RequestType {
  package typealias Response = VoidResponse
  package static let method = "workspace/inlayHint/refresh"

  package init() {}

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {}

  package var json: JSONValue { .null }
}
