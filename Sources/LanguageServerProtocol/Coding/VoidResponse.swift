package import JSON

/// The answer that says nothing but that all went well: `null`.
package struct VoidResponse: JSONReadable, JSONWritable, Sendable, Hashable {
  package init() {}

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {}

  package var json: JSONValue { .null }
}
