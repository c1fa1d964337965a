package import JSON

/// A command as an editor shows it.
package struct Command: JSONReadable, JSONWritable, Sendable, Hashable {
  /// What the user reads.
  package var title: String
  /// Its name.
  package var command: String
  /// What it is called with.
  package var arguments: [JSONValue]?

  package init(title: String, command: String, arguments: [JSONValue]? = nil) {
    self.title = title
    self.command = command
    self.arguments = arguments
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    title = try reader.string("title")
    command = try reader.string("command")
    arguments = try reader.readOptional("arguments")
  }

  package var json: JSONValue {
    .members(["title": .string(title), "command": .string(command), "arguments": arguments?.json])
  }
}
