/// How much the server tells of its work.
package struct TraceValue: StringKind {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  /// Nothing.
  package static let off = TraceValue(rawValue: "off")
  /// The messages.
  package static let messages = TraceValue(rawValue: "messages")
  /// The messages and their contents.
  package static let verbose = TraceValue(rawValue: "verbose")
}
