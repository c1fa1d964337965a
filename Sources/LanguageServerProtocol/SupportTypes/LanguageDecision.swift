/// What the server thinks the editor should do with a detected language.
package struct LanguageDecision: StringKind {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Set it.
  package static let apply = LanguageDecision(rawValue: "apply")
  /// Offer it to the user.
  package static let suggest = LanguageDecision(rawValue: "suggest")
  /// Leave the buffer as it is.
  package static let none = LanguageDecision(rawValue: "none")
}
