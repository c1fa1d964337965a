package import JSON

/// A code action, or, for an editor that knows none as literals, a command.
package enum CommandOrCodeAction: JSONReadable, JSONWritable, Sendable, Hashable {
  /// A command.
  case command(Command)
  /// A code action.
  case codeAction(CodeAction)

  /// A command's `command` is its name; a code action's, if it has one, is an object.
  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    if reader.value["command"]?.stringValue != nil {
      self = .command(try Command(reader))
    } else {
      self = .codeAction(try CodeAction(reader))
    }
  }

  package var json: JSONValue {
    switch self {
    case .command(let command): command.json
    case .codeAction(let action): action.json
    }
  }
}
