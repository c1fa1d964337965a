/// What kind of change a code action is; `a.b` is a kind of `a`.
package struct CodeActionKind: StringKind {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Mends a finding.
  package static let quickFix = CodeActionKind(rawValue: "quickfix")
  /// Works on a whole document.
  package static let source = CodeActionKind(rawValue: "source")
  /// Mends all that can be mended without asking.
  package static let sourceFixAll = CodeActionKind(rawValue: "source.fixAll")
  /// Ours: writes all tags that are certain.
  package static let sourceFixAllParlance = CodeActionKind(rawValue: "source.fixAll.parlance")

  /// Whether this is `other`, or a kind of it; everything is of the empty kind.
  package func isKind(of other: CodeActionKind) -> Bool {
    other.rawValue.isEmpty || rawValue == other.rawValue || rawValue.hasPrefix(other.rawValue + ".")
  }
}
