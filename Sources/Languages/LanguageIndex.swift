/// The look-up tables of the registry, made once.
struct LanguageIndex: Sendable {
  private(set) var byID: [String: Language] = [:]
  private(set) var byAlias: [String: Language] = [:]
  private(set) var byExtension: [String: [Language]] = [:]
  private(set) var byFilename: [String: [Language]] = [:]
  private(set) var byInterpreter: [String: [Language]] = [:]

  init(_ languages: [Language]) {
    for language in languages {
      byID[language.id] = language
      for alias in language.aliases { byAlias[alias.lowercased()] = language }
      for name in language.extensions { Self.add(language, as: name, key: name.lowercased(), to: &byExtension) }
      for name in language.filenames { Self.add(language, as: name, key: name, to: &byFilename) }
      for name in language.interpreters { Self.add(language, as: name, key: name, to: &byInterpreter) }
    }
  }

  /// Adds `language` to those that share `key`: in front where it is the primary one for `name`.
  private static func add(
    _ language: Language, as name: String, key: String, to table: inout [String: [Language]]
  ) {
    let sharing = table[key, default: []]
    guard !sharing.contains(where: { $0.id == language.id }) else { return }
    table[key] = language.primaryFor.contains(name) ? [language] + sharing : sharing + [language]
  }
}
