/// Why completion was asked for.
package struct CompletionTriggerKind: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The user asked, or typed a letter.
  package static let invoked = CompletionTriggerKind(rawValue: 1)
  /// One of the server's characters was typed.
  package static let triggerCharacter = CompletionTriggerKind(rawValue: 2)
  /// The last list was incomplete.
  package static let triggerForIncompleteCompletions = CompletionTriggerKind(rawValue: 3)
}
