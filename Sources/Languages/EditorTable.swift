/// The editors' names for the languages; each editor's table is made when it is first asked for.
enum EditorTable {
  /// Entries by a language's id; a language without one has no name in that editor.
  static subscript(editor: Editor) -> [String: EditorEntry] {
    switch editor {
    case .vscode: vscode
    case .vim: vim
    case .neovim: neovim
    case .emacs: emacs
    case .helix: helix
    case .sublime: sublime
    case .kate: kate
    case .kakoune: kakoune
    }
  }
}
