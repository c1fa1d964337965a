/// What one editor calls one language.
package struct EditorEntry: Sendable, Hashable {
  /// Its names for the language, the best one first. Not every one is there in every version, or without an extension.
  package let names: [String]
  /// Of these, the names that belong to another language, and serve for this one just as well.
  package let shared: [String]
  /// Names of the language's kin, for where none of `names` is there.
  package let near: [String]

  // Not inlined: the tables call it some 1,300 times, and the optimizer would work on each.
  @inline(never)
  init(_ names: [String] = [], shared: [String] = [], near: [String] = []) {
    self.names = names
    self.shared = shared
    self.near = near
  }
}
