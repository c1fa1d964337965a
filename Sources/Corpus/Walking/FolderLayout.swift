internal import Files

/// Tells from a folder's own entries how it is laid out.
enum FolderLayout {
  /// `folders` where at least two, and three in four, of the visible folders are called like languages, no repository
  /// starts here and hardly any file lies beside them; else `workspace`.
  static func detect(_ entries: [DirectoryEntry]) -> CorpusLayout {
    let names = entries.map { (String(decoding: $0.name, as: UTF8.self), $0.kind) }
    guard !names.contains(where: { VendoredNames.metadata.contains($0.0) && $0.0 != ".parlance" }) else {
      return .workspace
    }
    let folders = names.filter { $0.1 == .directory && !$0.0.hasPrefix(".") }.map(\.0)
    let languages = folders.filter { LabelNames.known($0) != nil }
    let files = names.filter { $0.1 == .file && !$0.0.hasPrefix(".") }
    let saysSo = languages.count >= 2 && languages.count * 4 >= folders.count * 3 && files.count <= folders.count
    return saysSo ? .folders : .workspace
  }
}
