package import JSON

/// Asks the editor for settings; one answer an item, in order.
package struct ConfigurationRequest: RequestType {
  package typealias Response = [JSONValue]
  package static let method = "workspace/configuration"

  /// What is asked for.
  package var items: [ConfigurationItem]

  package init(items: [ConfigurationItem]) {
    self.items = items
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    items = try reader.read("items")
  }

  package var json: JSONValue {
    .members(["items": items.json])
  }
}
