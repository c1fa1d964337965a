extension Language {
  /// What `editor` calls this language; nil where it has no name for it, nor for a kin of it.
  package func entry(in editor: Editor) -> EditorEntry? { EditorTable[editor][id] }

  /// The one name by which `editor` is told of this language: its own, else a near kin's, else that of plain text.
  package func name(in editor: Editor) -> String {
    let entry = entry(in: editor)
    return entry?.names.first ?? entry?.near.first ?? Self.plainTextName(in: editor)
  }

  /// The name for a text without any language, which every editor has.
  private static func plainTextName(in editor: Editor) -> String {
    EditorTable[editor]["plaintext"]?.names.first ?? ""
  }

  /// All names under which `editor` may know a text that it was told is in this language, those of its kin with them.
  package func names(in editor: Editor) -> [String] {
    guard let entry = entry(in: editor) else { return [name(in: editor)] }
    return entry.names + entry.near
  }
}
