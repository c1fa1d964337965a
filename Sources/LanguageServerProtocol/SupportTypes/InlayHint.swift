package import JSON

/// A text that an editor shows between others.
package struct InlayHint: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Where.
  package var position: Position
  /// What it shows.
  package var label: InlayHintLabel
  /// What it is about.
  package var kind: InlayHintKind?
  /// What accepting it does.
  package var textEdits: [TextEdit]?
  /// What it shows when it is pointed at.
  package var tooltip: StringOrMarkupContent?
  /// Whether there is room before it.
  package var paddingLeft: Bool?
  /// Whether there is room after it.
  package var paddingRight: Bool?
  /// What the server wants to get back with it.
  package var data: JSONValue?

  package init(
    position: Position, label: InlayHintLabel, kind: InlayHintKind? = nil, textEdits: [TextEdit]? = nil,
    tooltip: StringOrMarkupContent? = nil, paddingLeft: Bool? = nil, paddingRight: Bool? = nil, data: JSONValue? = nil
  ) {
    self.position = position
    self.label = label
    self.kind = kind
    self.textEdits = textEdits
    self.tooltip = tooltip
    self.paddingLeft = paddingLeft
    self.paddingRight = paddingRight
    self.data = data
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    position = try reader.read("position")
    label = try reader.read("label")
    kind = try reader.readOptional("kind")
    textEdits = try reader.readOptional("textEdits")
    tooltip = try reader.readOptional("tooltip")
    paddingLeft = try reader.optionalBool("paddingLeft")
    paddingRight = try reader.optionalBool("paddingRight")
    data = try reader.readOptional("data")
  }

  package var json: JSONValue {
    .members([
      "position": position.json, "label": label.json, "kind": kind?.json, "textEdits": textEdits?.json,
      "tooltip": tooltip?.json, "paddingLeft": paddingLeft.map(JSONValue.bool),
      "paddingRight": paddingRight.map(JSONValue.bool), "data": data?.json,
    ])
  }
}
