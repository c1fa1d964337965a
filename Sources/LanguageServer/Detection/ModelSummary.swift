/// What the user is told of a model.
package struct ModelSummary: Sendable, Hashable {
  /// The model's directory.
  package let path: String
  /// Why it answers, in one word: `workspace`, `program` …
  package let origin: String
  /// How many languages it knows.
  package let languageCount: Int
  /// All of it in a few lines.
  package let text: String

  /// A summary; `text` may have several lines.
  package init(path: String, origin: String, languageCount: Int, text: String) {
    self.path = path
    self.origin = origin
    self.languageCount = languageCount
    self.text = text
  }
}
