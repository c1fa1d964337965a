package import JSON

/// How completion came to be asked for.
package struct CompletionContext: JSONReadable, JSONWritable, Sendable, Hashable {
  /// Why.
  package var triggerKind: CompletionTriggerKind
  /// The character that was typed.
  package var triggerCharacter: String?

  package init(triggerKind: CompletionTriggerKind, triggerCharacter: String? = nil) {
    self.triggerKind = triggerKind
    self.triggerCharacter = triggerCharacter
  }

  package init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    triggerKind = try reader.read("triggerKind")
    triggerCharacter = try reader.optionalString("triggerCharacter")
  }

  package var json: JSONValue {
    .members(["triggerKind": triggerKind.json, "triggerCharacter": triggerCharacter.map(JSONValue.string)])
  }
}
