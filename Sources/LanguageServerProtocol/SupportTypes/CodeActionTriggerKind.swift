/// Why code actions are asked for.
package struct CodeActionTriggerKind: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The user asked.
  package static let invoked = CodeActionTriggerKind(rawValue: 1)
  /// The editor did, by itself.
  package static let automatic = CodeActionTriggerKind(rawValue: 2)
}
