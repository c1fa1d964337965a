/// What else is to be said about a finding.
package struct DiagnosticTag: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// Not needed, shown faded out.
  package static let unnecessary = DiagnosticTag(rawValue: 1)
  /// Out of date, shown struck through.
  package static let deprecated = DiagnosticTag(rawValue: 2)
}
