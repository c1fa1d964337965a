/// What a folder's structure says about languages.
package enum CorpusLayout: String, Sendable, CaseIterable {
  /// `folders` where the names of the folders say so, else `workspace`.
  case auto
  /// A folder a language: `python/…`, `go/…`.
  case folders
  /// A workspace: the language by file.
  case workspace
}

/// What stays together when the corpus is split.
package enum CorpusGrouping: String, Sendable, CaseIterable {
  /// The pieces of a file.
  case file
  /// The files of a project: the nearest repository in the folder, else its top-level folder.
  case project
}

/// How folders are turned into snippets; every default stands here.
package struct CorpusOptions: Sendable {
  package var layout = CorpusLayout.auto
  package var grouping = CorpusGrouping.file
  /// Labels for the user's own extensions.
  package var mapping = LabelMapping()
  /// The share of snippets that goes to validation, of each language.
  package var validationShare = 0.1
  /// Decides the split and what a maximum keeps.
  package var seed: UInt64 = 42
  /// At most so many snippets a language; nil: all.
  package var maximumPerLanguage: Int?
  /// The longest text in Unicode scalars; a longer file gives several pieces.
  package var maximumCharacters = 6000
  /// Larger files are left out: they are data more often than code.
  package var maximumFileBytes = 1 << 20
  /// Whether `.gitignore`, `.git/info/exclude` and `.ignore` are obeyed.
  package var respectsIgnoreFiles = true
  /// Whether tagged code blocks of Markdown files are taken.
  package var takesMarkdownBlocks = true
  /// Folders and files that are passed by in silence: what the corpus itself is written to.
  package var excludedPaths: [String] = []
  /// How much is looked at of folders that may be of any size; nil: all of it.
  package var limits: CorpusLimits?
  /// Whether a group's side of the split goes by its name, so that it stays on it when others come and go.
  package var splitsByName = false
  /// How many threads read and compare.
  package var threads = 1

  /// The defaults.
  package init() {}
}
