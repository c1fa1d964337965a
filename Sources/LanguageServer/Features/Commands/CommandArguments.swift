import JSON
import LanguageServerProtocol

/// What a command is called with.
protocol CommandArguments: Sendable {
  /// Reads it from the list that the client sent. What stands there beyond it is passed over: some editors append
  /// where the command was called from.
  init(_ list: CommandArgumentList) throws(JSONFieldError)
}

/// The list of a command's arguments as the client sent it.
struct CommandArgumentList: Sendable {
  private let elements: [JSONValue]

  init(_ elements: [JSONValue]) { self.elements = elements }

  /// The argument in that place, which must be there. `meaning` tells the caller what is missing.
  func required(_ index: Int, _ meaning: String) throws(JSONFieldError) -> JSONDecodingReader {
    let path = "params.arguments[\(index)]"
    guard elements.indices.contains(index) else {
      throw JSONFieldError(path: path, problem: "is missing; it is \(meaning)")
    }
    return JSONDecodingReader(elements[index], path: path)
  }
}

/// For a command that is called with nothing.
struct NoArguments: CommandArguments {
  init(_ list: CommandArgumentList) throws(JSONFieldError) {}
}

/// For a command that is about one document.
struct DocumentArgument: CommandArguments {
  /// The document's URI.
  let uri: DocumentURI

  init(_ list: CommandArgumentList) throws(JSONFieldError) {
    uri = try DocumentURI(list.required(0, "the document's URI"))
  }
}
