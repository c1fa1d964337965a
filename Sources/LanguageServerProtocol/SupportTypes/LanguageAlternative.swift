package import JSON

/// A language that was considered, and how sure it is.
package struct LanguageAlternative: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The registry's name: `python`.
  package var id: String
  /// The name for people: `Python`.
  package var name: String
  /// The name that the editor in question uses.
  package var editorId: String
  /// Its probability, 0 to 1.
  package var confidence: Double

  package init(id: String, name: String, editorId: String, confidence: Double) {
    self.id = id
    self.name = name
    self.editorId = editorId
    self.confidence = confidence
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    id = try reader.string("id")
    name = try reader.string("name")
    editorId = try reader.string("editorId")
    confidence = try reader.double("confidence")
  }

  package var json: JSONValue {
    .members([
      "id": .string(id), "name": .string(name), "editorId": .string(editorId), "confidence": .number(confidence),
    ])
  }
}
