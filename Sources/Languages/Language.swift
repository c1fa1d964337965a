/// One language that Parlance knows, with the names that people and files have for it; `entry(in:)` has the editors'.
package struct Language: Sendable, Hashable, Identifiable {
  /// The registry's own name for it, which is also a model's label: `cpp`, `shellscript`.
  package let id: String
  /// The name for people: `C++`, `Shell`.
  package let name: String
  /// What Parlance writes as a Markdown info string: `bash`, `js`. One of `aliases`.
  package let preferredTag: String
  /// The info strings that mean this language, its id among them; compared without regard to case.
  package let aliases: [String]
  /// File name endings with their dot, which may be compound (`.html.hl`), the usual one first.
  package let extensions: [String]
  /// Whole file names: `Makefile`.
  package let filenames: [String]
  /// Programs that a `#!` line names: `python3`.
  package let interpreters: [String]
  /// Of the extensions, file names and interpreters that several languages share, those that are this one's unless
  /// the content says otherwise.
  package let primaryFor: [String]
  /// The ids of the languages whose texts may be taken for this one's: a tag that names one of them is no mistake.
  package let lookAlikes: [String]

  // Not inlined: the table calls it 187 times, and the optimizer would work on each.
  @inline(never)
  init(
    id: String, name: String, preferredTag: String? = nil,
    aliases: [String], extensions: [String] = [], filenames: [String] = [], interpreters: [String] = [],
    primaryFor: [String] = [], lookAlikes: [String] = []
  ) {
    self.id = id
    self.name = name
    self.preferredTag = preferredTag ?? id
    self.aliases = aliases
    self.extensions = extensions
    self.filenames = filenames
    self.interpreters = interpreters
    self.primaryFor = primaryFor
    self.lookAlikes = lookAlikes
  }

  /// Whether a text of this language may be taken for one of `other`, or is of the same language.
  package func isLookAlike(of other: Language) -> Bool { id == other.id || lookAlikes.contains(other.id) }
}
