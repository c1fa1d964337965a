package import JSON

/// A part of an inlay hint.
package struct InlayHintLabelPart: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What it shows.
  package var value: String
  /// What it shows when it is pointed at.
  package var tooltip: StringOrMarkupContent?
  /// Where it leads.
  package var location: Location?
  /// What it does.
  package var command: Command?

  package init(value: String, tooltip: StringOrMarkupContent? = nil, location: Location? = nil, command: Command? = nil)
  {
    self.value = value
    self.tooltip = tooltip
    self.location = location
    self.command = command
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    value = try reader.string("value")
    tooltip = try reader.readOptional("tooltip")
    location = try reader.readOptional("location")
    command = try reader.readOptional("command")
  }

  package var json: JSONValue {
    .members(["value": .string(value), "tooltip": tooltip?.json, "location": location?.json, "command": command?.json])
  }
}
