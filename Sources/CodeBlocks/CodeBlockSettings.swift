/// From when on a code block's tag is written or called wrong, and what tags are written.
package struct CodeBlockSettings: Sendable, Hashable {
  /// A tag is written where the best language is at least this probable.
  package var minimumConfidence = 0.97
  /// A tag is called wrong where another language is at least this probable.
  package var mistakeConfidence = 0.985
  /// Shorter code (in characters) is never called mistagged: too many languages share it.
  package var leastMistaggedCharacters = 80
  /// Language id → the tag to write in place of the registry's preferred one.
  package var preferredTags: [String: String] = [:]

  /// The defaults.
  package init() {}
}
