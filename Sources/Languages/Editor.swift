/// An editor that has its own names for the languages. docs/languages.md says where each column is from, and for which
/// version it was checked.
package enum Editor: String, Sendable, CaseIterable {
  /// Language identifiers, those of the Language Server Protocol too: `shellscript`, `javascriptreact`.
  case vscode
  /// Filetypes: `sh`, `cs`.
  case vim
  /// Filetypes, nearly all of them Vim's.
  case neovim
  /// Major modes: `sh-mode`.
  case emacs
  /// The names in `languages.toml`: `bash`, `c-sharp`.
  case helix
  /// Scopes: `source.shell.bash`.
  case sublime
  /// Modes, by the names of their syntax files: `Bash`, `C#`.
  case kate
  /// Filetypes: `sh`, `cucumber`; none, which is the empty one, for plain text.
  case kakoune

  /// The editor that a client calls `name`, without regard to case; nil for one that nobody here knows.
  package init?(name: String) {
    let name = name.lowercased()
    guard let editor = Editor(rawValue: name) ?? Editor.otherNames[name] else { return nil }
    self = editor
  }

  private static let otherNames: [String: Editor] = [
    "code": .vscode, "visual studio code": .vscode, "nvim": .neovim, "gnu emacs": .emacs, "hx": .helix,
    "sublime text": .sublime, "kak": .kakoune,
  ]
}
