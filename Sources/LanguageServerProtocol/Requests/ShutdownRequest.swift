package import JSON

/// Asks the server to stop its work, but not to exit yet. Its parameters may be absent or whatever a client likes.
package struct ShutdownRequest: RequestType {
  package typealias Response = VoidResponse
  package static let method = "shutdown"

  package init() {}

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {}

  package var json: JSONValue { .null }
}
