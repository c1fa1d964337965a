package import JSON

/// What the server does with workspace folders.
package struct WorkspaceFoldersServerCapabilities: JSONReadable, JSONWritable, Sendable, Hashable {
  /// That it knows several.
  package var supported: Bool?
  /// That it wants to be told of changes.
  package var changeNotifications: Bool?

  package init(supported: Bool? = nil, changeNotifications: Bool? = nil) {
    self.supported = supported
    self.changeNotifications = changeNotifications
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    supported = try reader.optionalBool("supported")
    changeNotifications = try reader.optionalBool("changeNotifications")
  }

  package var json: JSONValue {
    .members([
      "supported": supported.map(JSONValue.bool), "changeNotifications": changeNotifications.map(JSONValue.bool),
    ])
  }
}
