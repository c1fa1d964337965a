internal import Files

/// Walks folders in the order of the names' bytes, whatever the file system's own order, and tells what it finds.
///
/// Symbolic links are not followed, except a folder that was named itself; a folder that is reached twice (named twice,
/// mounted into itself) is walked once. Memory is that of one path of folders, and an identity a folder.
struct DirectoryWalk {
  private struct Frame {
    let path: String
    /// How many bytes of `relative` lead to this folder.
    let relativeCount: Int
    var entries: ArraySlice<DirectoryEntry>
    let project: String?
    let label: String?
    let isVendored: Bool
    let depth: Int
  }

  private let options: CorpusOptions
  private var visited: Set<FileIdentity> = []
  private let excluded: Set<FileIdentity>
  private let excludedNames: Set<String>
  private var frames: [Frame] = []
  private var ignore = IgnoreRules()
  private var attributes = AttributeRules()
  /// The path of what is looked at, from the highest folder whose rules are in force.
  private var relative: [UInt8] = []
  private var layout = CorpusLayout.workspace
  /// What stands before the paths in the corpus, where several folders are walked.
  private var shownPrefix = ""
  private var rootPathCount = 0
  /// No more entries of one folder are looked at.
  private let entryLimit: Int
  private let tell: (WalkEvent) throws -> Void

  init(options: CorpusOptions, entryLimit: Int = .max, tell: @escaping (WalkEvent) throws -> Void) {
    self.options = options
    self.entryLimit = entryLimit
    self.tell = tell
    excluded = Set(options.excludedPaths.compactMap(FileIdentity.init(path:)))
    excludedNames = Set(options.excludedPaths.map { Path.name(of: Directory.realPath($0) ?? $0) })
  }

  /// Walks a folder, and says how it is laid out.
  ///
  /// - Throws: `CorpusError` where there is no such folder; whatever `tell` throws.
  mutating func walk(_ root: String, shownPrefix: String) throws -> CorpusLayout {
    var root = root
    while root.utf8.count > 1, root.hasSuffix("/") { root.removeLast() }
    let entries: [DirectoryEntry]
    do {
      entries = try Directory.entries(in: root, limit: entryLimit)
    } catch {
      throw CorpusError(error)
    }
    layout = options.layout == .auto ? FolderLayout.detect(entries) : options.layout
    self.shownPrefix = shownPrefix
    rootPathCount = root.utf8.count
    (ignore, attributes, relative, frames) = (IgnoreRules(), AttributeRules(), [], [])
    enterParents(of: root)
    let isProject = !shownPrefix.isEmpty && entries.contains { $0.name.elementsEqual(".git".utf8) }
    if let identity = FileIdentity(path: root), !visited.insert(identity).inserted {
      try tell(.skipped(.visitedAlready, path: root))
      return layout
    }
    push(
      Frame(
        path: root, relativeCount: relative.count, entries: entries[...], project: isProject ? shownPrefix : nil,
        label: nil, isVendored: false, depth: 0))
    while !frames.isEmpty { try advance() }
    return layout
  }

  /// Takes up the rules of the folders above `root`, up to the root of the repository that it lies in.
  private mutating func enterParents(of root: String) {
    guard let real = Directory.realPath(root), FileKind(path: real + "/.git") == .missing else { return }
    var parents: [String] = []
    var parent = Path.parent(of: real)
    while parent != "/", !parent.isEmpty {
      parents.append(parent)
      if FileKind(path: parent + "/.git") != .missing { break }
      parent = Path.parent(of: parent)
    }
    guard let top = parents.last, FileKind(path: top + "/.git") != .missing else { return }
    let below = Array(real.utf8.dropFirst(top.utf8.count + 1)) + [UInt8(ascii: "/")]
    for parent in parents.reversed() {
      let offset = parent == top ? 0 : parent.utf8.count - top.utf8.count
      pushRules(path: parent, offset: offset, names: Self.ruleFiles, isRepository: parent == top)
    }
    relative = below
  }

  private static let ruleFiles: Set<String> = [".gitignore", ".ignore", ".gitattributes"]

  private mutating func push(_ frame: Frame) {
    var names: Set<String> = []
    var isRepository = false
    for entry in frame.entries where entry.name.first == UInt8(ascii: ".") {
      let name = String(decoding: entry.name, as: UTF8.self)
      if name == ".git" { isRepository = true }
      if Self.ruleFiles.contains(name), entry.kind == .file { names.insert(name) }
    }
    pushRules(path: frame.path, offset: frame.relativeCount, names: names, isRepository: isRepository)
    frames.append(frame)
  }

  private mutating func pushRules(path: String, offset: Int, names: Set<String>, isRepository: Bool) {
    func read(_ name: String, if isThere: Bool) -> [UInt8]? {
      isThere ? try? FileReader.read(path + "/" + name, limit: 1 << 20) : nil
    }
    let obeys = options.respectsIgnoreFiles
    ignore.push(
      offset: offset, ignore: read(".ignore", if: obeys && names.contains(".ignore")),
      gitignore: read(".gitignore", if: obeys && names.contains(".gitignore")),
      exclude: read(".git/info/exclude", if: obeys && isRepository), isRepository: isRepository)
    attributes.push(
      offset: offset, file: read(".gitattributes", if: names.contains(".gitattributes")),
      info: read(".git/info/attributes", if: isRepository), isRepository: isRepository)
  }

  /// Looks at the next entry of the deepest folder.
  private mutating func advance() throws {
    let top = frames.count - 1
    guard let entry = frames[top].entries.popFirst() else {
      frames.removeLast()
      ignore.pop()
      attributes.pop()
      return
    }
    let folder = frames[top]
    guard let name = String(validating: entry.name, as: UTF8.self) else {
      return try tell(.skipped(.nameNotUTF8, path: folder.path + "/" + String(decoding: entry.name, as: UTF8.self)))
    }
    if VendoredNames.metadata.contains(name) { return }
    let path = folder.path == "/" ? "/" + name : folder.path + "/" + name
    if excludedNames.contains(name), let identity = FileIdentity(path: path), excluded.contains(identity) { return }
    relative.removeLast(relative.count - folder.relativeCount)
    relative += entry.name
    switch entry.kind {
    case .symbolicLink: try tell(.skipped(.symbolicLink, path: path))
    case .other: try tell(.skipped(.specialFile, path: path))
    case .file: try file(name, path, in: folder)
    case .directory: try directory(name, path, in: folder)
    }
  }

  private mutating func directory(_ name: String, _ path: String, in folder: Frame) throws {
    if ignore.ignores(relative, name: folder.relativeCount, isDirectory: true) {
      return try tell(.skipped(.ignored, path: path))
    }
    let isLanguageFolder = layout == .folders && folder.depth == 0
    var isVendored = folder.isVendored
    if !isLanguageFolder, VendoredNames.folders.contains(name) {
      guard attributes.takesBack("linguist-vendored") else { return try tell(.skipped(.vendored, path: path)) }
      isVendored = true
    }
    let entries: [DirectoryEntry]
    do {
      entries = try Directory.entries(in: path, limit: entryLimit)
    } catch {
      return try tell(.skipped(.unreadable, path: path))
    }
    if let identity = FileIdentity(path: path), !visited.insert(identity).inserted {
      return try tell(.skipped(.visitedAlready, path: path))
    }
    relative.append(UInt8(ascii: "/"))
    push(
      Frame(
        path: path, relativeCount: relative.count, entries: entries[...],
        project: project(path, entries, in: folder, isLanguageFolder: isLanguageFolder),
        label: isLanguageFolder ? LabelNames.label(name) : folder.label, isVendored: isVendored,
        depth: folder.depth + 1))
  }

  /// The nearest repository; else the top-level folder, which for a folder a language is the one in that.
  private func project(
    _ path: String, _ entries: [DirectoryEntry], in folder: Frame, isLanguageFolder: Bool
  ) -> String? {
    if entries.contains(where: { $0.name.elementsEqual(".git".utf8) }) { return shown(path) }
    return isLanguageFolder ? nil : folder.project ?? shown(path)
  }

  private func file(_ name: String, _ path: String, in folder: Frame) throws {
    if ignore.ignores(relative, name: folder.relativeCount, isDirectory: false) {
      return try tell(.skipped(.ignored, path: path))
    }
    if layout == .folders, folder.depth == 0 { return try tell(.skipped(.outsideLanguageFolder, path: path)) }
    let said = LinguistAttributes(attributes.states(relative, name: folder.relativeCount))
    if said.isVendored ?? (folder.isVendored || VendoredNames.isVendored(file: name)) {
      return try tell(.skipped(.vendored, path: path))
    }
    try tell(
      .file(
        FoundFile(
          path: path, name: name, shownPath: shown(path), project: folder.project, label: folder.label,
          attributes: said)))
  }

  private func shown(_ path: String) -> String {
    let below = path.utf8.dropFirst(rootPathCount).drop { $0 == UInt8(ascii: "/") }
    return shownPrefix + (shownPrefix.isEmpty ? "" : "/") + String(Substring(below))
  }
}
