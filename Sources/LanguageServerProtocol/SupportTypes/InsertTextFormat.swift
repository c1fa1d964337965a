/// How the text of a completion is meant.
package struct InsertTextFormat: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// As it is.
  package static let plainText = InsertTextFormat(rawValue: 1)
  /// With places to fill in.
  package static let snippet = InsertTextFormat(rawValue: 2)
}
