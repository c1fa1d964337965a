/// What is to be said about a code block's tag.
package enum CodeBlockVerdict: Sendable, Hashable {
  /// It has none; `suggestion` is what may be written, nil where the classifier is not sure enough.
  case untagged(suggestion: TagSuggestion?)
  /// Its tag names another language than the code is in.
  case mistagged(tag: String, suggestion: TagSuggestion)
  /// Its tag names a language, and nothing speaks against it.
  case tagged(language: String)
  /// Nothing is said about it.
  case leftAlone(Reason)

  /// Why nothing is said about a block.
  package enum Reason: String, Sendable, Hashable {
    /// Indented code has no place for a tag.
    case indented = "indented"
    /// `<!-- parlance-ignore -->` stands before it.
    case ignored = "ignored by a comment"
    /// Its closing fence is missing, and the fence of a block that begins inside it closes it.
    case closedByAnother = "closed by another block's fence"
    /// There is nothing but white space in it.
    case empty = "empty"
    /// A tag that is no language of the registry: `mermaid`, `output`, `math`.
    case foreignTag = "a tag that is not known"
    /// An info string of attributes without a tag, or of output as it is: `title="x"`, `{=html}`.
    case attributes = "attributes without a tag"
  }
}

/// A tag that would suit a code block.
package struct TagSuggestion: Sendable, Hashable {
  /// The language's id in the registry, or a label of the user's own.
  package let language: String
  /// What would be written.
  package let tag: String
  /// The language's probability.
  package let confidence: Double

  /// A suggestion of its parts.
  package init(language: String, tag: String, confidence: Double) {
    self.language = language
    self.tag = tag
    self.confidence = confidence
  }
}
