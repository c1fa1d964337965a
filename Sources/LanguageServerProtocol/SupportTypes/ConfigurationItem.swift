package import JSON

/// A part of the settings that is asked for.
package struct ConfigurationItem: JSONReadable, JSONWritable, Sendable, Hashable {
  /// For which resource.
  package var scopeUri: DocumentURI?
  /// Which part: `parlance`.
  package var section: String?

  package init(scopeUri: DocumentURI? = nil, section: String? = nil) {
    self.scopeUri = scopeUri
    self.section = section
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    scopeUri = try reader.readOptional("scopeUri")
    section = try reader.optionalString("section")
  }

  package var json: JSONValue {
    .members(["scopeUri": scopeUri?.json, "section": section.map(JSONValue.string)])
  }
}
