/// What `Position.character` counts.
package struct PositionEncodingKind: StringKind {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Bytes of UTF-8.
  package static let utf8 = PositionEncodingKind(rawValue: "utf-8")
  /// Units of UTF-16; what holds where nothing was agreed on.
  package static let utf16 = PositionEncodingKind(rawValue: "utf-16")
  /// Unicode scalars.
  package static let utf32 = PositionEncodingKind(rawValue: "utf-32")
}
