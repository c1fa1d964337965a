import Languages

/// What an editor calls the languages.
package struct EditorNames: Sendable {
  private let isVim: Bool

  /// The names of the editor that `initializationOptions.editor` names: `"vim"` and `"neovim"` have their own, all
  /// others those of the protocol.
  package init(editor: String?) {
    isVim = ["vim", "nvim", "neovim"].contains(editor?.lowercased())
  }

  /// The editor's name for a registry id; a label that the registry does not know is its own name.
  package func editorID(of language: String) -> String {
    guard let entry = Languages[language] else { return language }
    return isVim ? entry.vimFiletype : entry.lspID
  }

  /// The name for people.
  package func name(of language: String) -> String { Languages[language]?.name ?? language }

  /// All names, in lower case, under which an editor may send a language back.
  package func clientNames(of language: String) -> Set<String> {
    guard let entry = Languages[language] else { return [language.lowercased()] }
    let names = [entry.id, entry.lspID, entry.vimFiletype] + entry.aliases
    return Set(names.map { $0.lowercased() })
  }
}
