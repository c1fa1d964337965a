/// Whom an editor means by a name.
enum EditorIndex {
  /// The language of each name in any editor. Where editors mean different languages, the first of `Editor.allCases`
  /// counts; where an editor has one name for several, the language that it belongs to.
  static let byName: [String: Language] = {
    var found: [String: Language] = [:]
    for editor in Editor.allCases {
      for language in Languages.all {
        guard let entry = language.entry(in: editor) else { continue }
        for name in entry.names where !entry.shared.contains(name) && found[name] == nil { found[name] = language }
      }
    }
    return found
  }()
}
