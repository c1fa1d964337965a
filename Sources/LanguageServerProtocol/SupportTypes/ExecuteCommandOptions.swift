package import JSON

/// Which commands the server knows.
package struct ExecuteCommandOptions: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Their names.
  package var commands: [String]
  /// That it tells how far it is.
  package var workDoneProgress: Bool?

  package init(commands: [String], workDoneProgress: Bool? = nil) {
    self.commands = commands
    self.workDoneProgress = workDoneProgress
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    commands = try reader.read("commands")
    workDoneProgress = try reader.optionalBool("workDoneProgress")
  }

  package var json: JSONValue {
    .members(["commands": commands.json, "workDoneProgress": workDoneProgress.map(JSONValue.bool)])
  }
}
