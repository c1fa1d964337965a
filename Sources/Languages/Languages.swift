/// The registry: all languages, and who goes by a name.
///
/// Names that several languages share (`.h`, `.m`, `.v`, `node` …) give all of them, the primary one first; which one
/// it is, only the content can say.
package enum Languages {
  /// All languages, sorted by id.
  package static let all: [Language] = LanguageTable.parts.flatMap { $0 }

  private static let index = LanguageIndex(all)

  /// The language with the id `id`, exactly.
  package static subscript(id: String) -> Language? { index.byID[id] }

  /// The language that `alias` means as a Markdown info string, without regard to case.
  package static func byAlias(_ alias: String) -> Language? { index.byAlias[alias.lowercased()] }

  /// The language that an editor means by `editorID`: an id, an alias, or a name that one of the editors has for it.
  package static func byEditorID(_ editorID: String) -> Language? {
    index.byID[editorID] ?? byAlias(editorID) ?? EditorIndex.byName[editorID]
  }

  /// The languages with the extension `ext` (`.py` or `py`, also compound), the primary one first.
  package static func byExtension(_ ext: String) -> [Language] {
    let name = ext.lowercased()
    return index.byExtension[name.hasPrefix(".") ? name : "." + name] ?? []
  }

  /// The languages whose files are called `filename` (no directory), the primary one first. Case matters, as in
  /// `BUILD`.
  package static func byFilename(_ filename: String) -> [Language] { index.byFilename[filename] ?? [] }

  /// The languages of the interpreter `name`, with or without a directory and a version (`/usr/bin/python3.11`), the
  /// primary one first.
  package static func byInterpreter(_ name: String) -> [Language] {
    let base = name.split(separator: "/").last.map(String.init) ?? name
    return index.byInterpreter[base] ?? index.byInterpreter[Shebang.withoutVersion(base)] ?? []
  }

  /// The languages of a file by its `path` alone: its whole name, else the longest of its extensions that is known.
  package static func byPath(_ path: String) -> [Language] {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let byName = byFilename(name)
    guard byName.isEmpty else { return byName }
    var rest = name[...]
    while let dot = rest.firstIndex(of: ".") {
      let found = byExtension(String(rest[dot...]))
      guard found.isEmpty else { return found }
      rest = rest[rest.index(after: dot)...]
    }
    return []
  }

  /// The languages that a text names by `#!`, the primary one first, from its first lines (`head`): those of the
  /// interpreter that a shell script hands itself over to, if it does; none where the first line is no such line.
  package static func byShebang(_ head: String) -> [Language] {
    Shebang.interpreters(of: head).lazy.map(byInterpreter).first { !$0.isEmpty } ?? []
  }

  /// The extensions (in lower case) that more than one language has.
  package static let ambiguousExtensions: Set<String> = Set(index.byExtension.filter { $0.value.count > 1 }.keys)
}
