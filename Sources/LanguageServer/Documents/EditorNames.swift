import Languages

/// What the client's editor calls the languages.
package struct EditorNames: Sendable {
  private let editor: Editor

  /// The names of `editor`.
  init(_ editor: Editor) { self.editor = editor }

  /// The editor's name for a registry id; a label that the registry does not know is its own name.
  package func editorID(of language: String) -> String { Languages[language]?.name(in: editor) ?? language }

  /// The name for people.
  package func name(of language: String) -> String { Languages[language]?.name ?? language }

  /// All names, in lower case, under which an editor may send a language back: the registry's, those of the protocol,
  /// and this editor's, with what it has for a kin where it has nothing of the language's own.
  package func clientNames(of language: String) -> Set<String> {
    guard let entry = Languages[language] else { return [language.lowercased()] }
    let own = entry.names(in: editor)
    let kin = (entry.entry(in: editor)?.near ?? []).compactMap { Languages.byEditorID($0)?.id }
    let names = [entry.id] + entry.aliases + entry.names(in: .vscode) + own + kin
    return Set(names.map { $0.lowercased() })
  }
}
