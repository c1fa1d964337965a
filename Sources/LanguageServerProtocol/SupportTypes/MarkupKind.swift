/// How a text is marked up.
package struct MarkupKind: StringKind {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Not at all.
  package static let plaintext = MarkupKind(rawValue: "plaintext")
  /// In Markdown.
  package static let markdown = MarkupKind(rawValue: "markdown")
}
