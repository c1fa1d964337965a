/// From when on a code block's tag is written or called wrong, and what tags are written.
package struct CodeBlockSettings: Sendable, Hashable {
  /// A tag is written where the best language is at least this probable; nil: where it reaches the model's threshold, and
  /// at least `leastConfidence`.
  package var minimumConfidence: Double?
  /// A tag is called wrong where another language is at least this probable; nil: where that reaches the model's
  /// threshold, and at least `leastMistakeConfidence`.
  package var mistakeConfidence: Double?
  /// Shorter code (in characters) is never called mistagged: too many languages share it.
  package var leastMistaggedCharacters = 80
  /// Language id → the tag to write in place of the registry's preferred one.
  package var preferredTags: [String: String] = [:]

  /// Measured (`Benchmarks/fences`): nobody asks for a tag that is written, and 98 of 100 shall be right.
  package static let leastConfidence = 0.93
  /// Measured likewise: one false alarm in 200 rightly tagged blocks is too many already.
  package static let leastMistakeConfidence = 0.97

  /// The defaults.
  package init() {}
}
