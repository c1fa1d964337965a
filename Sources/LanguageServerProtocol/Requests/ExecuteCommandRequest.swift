package import JSON

/// Asks the server to do something.
package struct ExecuteCommandRequest: RequestType {
  package typealias Response = JSONValue
  package static let method = "workspace/executeCommand"

  /// What.
  package var command: String
  /// What it is called with.
  package var arguments: [JSONValue]?
  /// A progress that the editor shows.
  package var workDoneToken: ProgressToken?

  package init(command: String, arguments: [JSONValue]? = nil, workDoneToken: ProgressToken? = nil) {
    self.command = command
    self.arguments = arguments
    self.workDoneToken = workDoneToken
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    command = try reader.string("command")
    arguments = try reader.readOptional("arguments")
    workDoneToken = try reader.readOptional("workDoneToken")
  }

  package var json: JSONValue {
    .members(["command": .string(command), "arguments": arguments?.json, "workDoneToken": workDoneToken?.json])
  }
}
