package import JSON

/// Where a finding's code is explained.
package struct CodeDescription: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The page.
  package var href: DocumentURI

  package init(href: DocumentURI) {
    self.href = href
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    href = try reader.read("href")
  }

  package var json: JSONValue {
    .members(["href": href.json])
  }
}
