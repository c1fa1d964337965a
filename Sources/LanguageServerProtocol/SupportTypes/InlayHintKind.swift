/// What an inlay hint is about.
package struct InlayHintKind: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// A type.
  package static let type = InlayHintKind(rawValue: 1)
  /// A parameter.
  package static let parameter = InlayHintKind(rawValue: 2)
}
