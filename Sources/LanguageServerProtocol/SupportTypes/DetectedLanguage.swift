package import JSON

/// A language by its names.
package struct DetectedLanguage: JSONReadable, JSONWritable, Sendable, Hashable {
  /// The registry's name: `python`.
  package var id: String
  /// The name for people: `Python`.
  package var name: String
  /// The name that the editor in question uses.
  package var editorId: String

  package init(id: String, name: String, editorId: String) {
    self.id = id
    self.name = name
    self.editorId = editorId
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    id = try reader.string("id")
    name = try reader.string("name")
    editorId = try reader.string("editorId")
  }

  package var json: JSONValue {
    .members(["id": .string(id), "name": .string(name), "editorId": .string(editorId)])
  }
}
