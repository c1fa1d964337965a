/// The attribute files of a folder and of those above it, while a walk is in that folder.
///
/// As git has it: `.git/info/attributes` outweighs all, then the deepest `.gitattributes`, and in a file the last line
/// that matches. Macros are read at a repository's root alone.
struct AttributeRules {
  private struct Level {
    let offset: Int
    let file: AttributesFile?
    let info: AttributesFile?
    let isRepository: Bool
  }

  private var levels: [Level] = []
  private static let builtInMacros = [
    "binary": ["-diff", "-merge", "-text"].compactMap { Attribute(ArraySlice($0.utf8)) }
  ]

  /// Enters a folder, whose files' paths have their part relative to it from `offset` on.
  mutating func push(offset: Int, file: [UInt8]?, info: [UInt8]?, isRepository: Bool) {
    levels.append(
      Level(
        offset: offset, file: file.map(AttributesFile.init), info: info.map(AttributesFile.init),
        isRepository: isRepository))
  }

  /// Leaves the folder entered last.
  mutating func pop() { levels.removeLast() }

  /// The levels of the repository that the walk is in, the root first.
  private var current: ArraySlice<Level> {
    levels[(levels.lastIndex { $0.isRepository } ?? levels.startIndex)...]
  }

  /// Whether nothing is said about any file.
  var isEmpty: Bool { current.allSatisfy { $0.file == nil && $0.info == nil } }

  /// Whether some rule in force names the attribute without setting it.
  func takesBack(_ name: String) -> Bool {
    current.contains { level in
      [level.info, level.file].contains { file in
        file?.rules.contains { $0.attributes.contains { $0.name == name && $0.state != .set } } ?? false
      }
    }
  }

  /// What is said about the file at `path`, by attribute.
  func states(_ path: [UInt8], name: Int) -> [String: AttributeState] {
    guard !isEmpty else { return [:] }
    var states: [String: AttributeState] = [:]
    let macros = self.macros
    for (offset, file) in filesByWeight {
      for rule in file.rules.reversed() where rule.pattern.matches(path[offset...], name: name, isDirectory: false) {
        Self.fill(&states, rule.attributes, macros)
      }
    }
    return states.filter { $0.value != .unspecified }
  }

  private var filesByWeight: [(offset: Int, file: AttributesFile)] {
    let info = current.first.flatMap { level in level.info.map { (level.offset, $0) } }
    return (info.map { [$0] } ?? []) + current.reversed().compactMap { level in level.file.map { (level.offset, $0) } }
  }

  private var macros: [String: [Attribute]] {
    var macros = Self.builtInMacros
    for file in [current.first?.file, current.first?.info] {
      for (name, attributes) in file?.macros ?? [:] { macros[name] = attributes }
    }
    return macros
  }

  /// Adds what is not known yet, the last attribute first, and what a macro stands for right after it. A list and no
  /// recursion: a file may have a chain of as many macros as it has lines.
  private static func fill(
    _ states: inout [String: AttributeState], _ attributes: [Attribute], _ macros: [String: [Attribute]]
  ) {
    var waiting = attributes
    while let attribute = waiting.popLast() {
      guard states[attribute.name] == nil else { continue }
      states[attribute.name] = attribute.state
      if attribute.state == .set, let macro = macros[attribute.name] { waiting += macro }
    }
  }
}

/// What `.gitattributes` says to GitHub's Linguist about a file.
struct LinguistAttributes: Sendable, Equatable {
  /// The language's name, as it is written there.
  var language: String?
  /// nil where nothing is said.
  var isVendored: Bool?, isGenerated: Bool?, isDocumentation: Bool?, isDetectable: Bool?

  init() {}

  init(_ states: [String: AttributeState]) {
    if case .value(let name) = states["linguist-language"], !name.isEmpty { language = name }
    isVendored = Self.flag(states["linguist-vendored"])
    isGenerated = Self.flag(states["linguist-generated"])
    isDocumentation = Self.flag(states["linguist-documentation"])
    isDetectable = Self.flag(states["linguist-detectable"])
  }

  private static func flag(_ state: AttributeState?) -> Bool? {
    switch state {
    case .set: true
    case .unset: false
    case .value(let text): text.lowercased() != "false"
    case .unspecified, nil: nil
    }
  }
}
