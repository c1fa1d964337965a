/// One labelled piece of text, as a line of a corpus file states it.
package struct Snippet: Sendable, Equatable {
  /// The text, whole, as its author wrote it.
  package var text: String
  /// The language's id; nil is "none of these": a language that the registry does not know.
  package var language: String?
  /// What kind of text it is (`docs`, `rosetta` …); nil where the file does not say.
  package var source: String?
  /// What the corpus was split by (a repository, a task, a file); nil where the file does not say.
  package var group: String?
  /// A distribution over languages in place of a single label (a teacher's answer), where there is one.
  package var softLabels: [String: Double]?

  /// The language, or the likeliest of the soft labels where it is not stated (the first by name of several).
  package var likeliestLanguage: String? {
    language ?? softLabels?.filter { $0.value > 0 }.min { ($1.value, $0.key) < ($0.value, $1.key) }?.key
  }

  /// Makes a snippet of its parts.
  package init(
    text: String, language: String?, source: String? = nil, group: String? = nil, softLabels: [String: Double]? = nil
  ) {
    self.text = text
    self.language = language
    self.source = source
    self.group = group
    self.softLabels = softLabels
  }
}
