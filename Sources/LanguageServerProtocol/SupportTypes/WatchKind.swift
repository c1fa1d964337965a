/// What of files is watched: a sum of what may happen to them.
package struct WatchKind: IntegerKind {
  package let rawValue: Int

  package init(rawValue: Int) { self.rawValue = rawValue }

  /// That they come.
  package static let create = WatchKind(rawValue: 1)
  /// That they change.
  package static let change = WatchKind(rawValue: 2)
  /// That they go.
  package static let delete = WatchKind(rawValue: 4)
}
