/// What happened to a file.
package struct FileChangeType: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// It is new.
  package static let created = FileChangeType(rawValue: 1)
  /// It has another content.
  package static let changed = FileChangeType(rawValue: 2)
  /// It is gone.
  package static let deleted = FileChangeType(rawValue: 3)
}
