import JSON
import Languages
import TestSupport
import Testing

/// The editors' tables say what the data file says, and what they say holds together.
@Suite struct EditorTableTests {
  private static func columns() throws -> [[String: JSONValue]] {
    let bytes = try readFile("\(Repository.root)/Sources/Languages/languages.json")
    let entries = try #require(try JSONValue(parsing: bytes).arrayValue)
    return try entries.map { entry in
      let members = try #require(entry["editors"]?.objectValue)
      return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
    }
  }

  private static func strings(_ value: JSONValue?) -> [String] { value?.arrayValue?.compactMap(\.stringValue) ?? [] }

  @Test func everyLanguageHasEveryColumn() throws {
    for column in try Self.columns() { #expect(Set(column.keys) == Set(Editor.allCases.map(\.rawValue))) }
  }

  @Test(arguments: Editor.allCases) func equalsTheDataFile(editor: Editor) throws {
    for (column, language) in zip(try Self.columns(), Languages.all) {
      let value = try #require(column[editor.rawValue])
      let entry = language.entry(in: editor)
      #expect((entry == nil) == value.isNull, "\(language.id)")
      #expect(entry?.names ?? [] == Self.strings(value["names"]), "\(language.id)")
      #expect(entry?.shared ?? [] == Self.strings(value["shared"]), "\(language.id)")
      #expect(entry?.near ?? [] == Self.strings(value["near"]), "\(language.id)")
    }
  }

  /// Else a client could not say which language it means.
  @Test(arguments: Editor.allCases) func eachNameBelongsToOneLanguage(editor: Editor) {
    var owners: [String: String] = [:]
    for language in Languages.all {
      let entry = language.entry(in: editor)
      for name in entry?.names ?? [] where entry?.shared.contains(name) == false {
        #expect(owners.updateValue(language.id, forKey: name) == nil, "\(name)")
      }
    }
    for language in Languages.all {
      for name in language.entry(in: editor)?.shared ?? [] { #expect(owners[name] != nil, "\(language.id): \(name)") }
    }
  }

  @Test(arguments: Languages.all) func anEditorsNameMeansItsLanguage(language: Language) {
    for editor in Editor.allCases {
      let entry = language.entry(in: editor)
      for name in entry?.names ?? [] where entry?.shared.contains(name) == false && !name.isEmpty {
        #expect(Languages.byEditorID(name) == language, "\(editor): \(name)")
      }
    }
  }

  /// Where there is no name at all, it is plain text's that is told, which only Kakoune has none for.
  @Test(arguments: Editor.allCases) func everyLanguageHasANameToBeTold(editor: Editor) throws {
    let plain = try #require(Languages["plaintext"]).name(in: editor)
    #expect(plain.isEmpty == (editor == .kakoune))
    for language in Languages.all {
      let name = language.name(in: editor)
      let isPlain = language.id == "plaintext" || language.entry(in: editor) == nil
      #expect((name == plain) == isPlain, "\(language.id): \(name)")
    }
  }

  @Test(arguments: [
    (Editor.vscode, "shellscript"), (.vim, "sh"), (.neovim, "sh"), (.emacs, "sh-mode"), (.helix, "bash"),
    (.sublime, "source.shell.bash"), (.kate, "Bash"), (.kakoune, "sh"),
  ])
  func eachEditorHasItsOwnName(editor: Editor, name: String) throws {
    #expect(try #require(Languages["shellscript"]).name(in: editor) == name)
  }

  @Test func aKinServesWhereThereIsNoName() throws {
    let tsx = try #require(Languages["tsx"])
    #expect(tsx.name(in: .kakoune) == "typescript")
    #expect(tsx.entry(in: .kakoune)?.names == [])
    #expect(try #require(Languages["abap"]).name(in: .helix) == "text")
  }

  @Test(arguments: [
    ("vscode", Editor.vscode), ("VSCode", .vscode), ("nvim", .neovim), ("Neovim", .neovim), ("vim", .vim),
    ("kak", .kakoune),
    ("hx", .helix), ("Sublime Text", .sublime), ("GNU Emacs", .emacs),
  ])
  func anEditorGoesByItsNames(name: String, editor: Editor) { #expect(Editor(name: name) == editor) }

  @Test(arguments: ["", "ed", "vi", "kate "]) func othersAreUnknown(name: String) { #expect(Editor(name: name) == nil) }
}
