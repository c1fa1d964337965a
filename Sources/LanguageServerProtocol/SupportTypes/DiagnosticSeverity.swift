/// How bad a finding is.
package struct DiagnosticSeverity: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Wrong.
  package static let error = DiagnosticSeverity(rawValue: 1)
  /// Probably wrong.
  package static let warning = DiagnosticSeverity(rawValue: 2)
  /// Worth knowing.
  package static let information = DiagnosticSeverity(rawValue: 3)
  /// A hint.
  package static let hint = DiagnosticSeverity(rawValue: 4)
}
