import TestSupport

/// One row of the table of rooms in ARCHITECTURE.md.
struct Room: Sendable {
  let level: Int
  let name: String
  let mayImport: Set<String>

  /// What the system and the language bring.
  static let system: Set<String> = ["Glibc", "Musl", "Darwin", "Dispatch", "Synchronization"]

  /// All rooms of the table; throws where ARCHITECTURE.md cannot be read.
  static func table() throws -> [Room] {
    try readText("\(Repository.root)/ARCHITECTURE.md").split(separator: "\n").compactMap { Room(row: $0) }
  }

  /// Reads `| level | `name` | what for | `A`, `B` |`; nil for any other line.
  private init?(row: Substring) {
    let cells = row.split(separator: "|", omittingEmptySubsequences: false).map { cell in
      String(cell.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
    guard cells.count == 6, let level = Int(cells[1]) else { return nil }
    self.level = level
    name = cells[2].filter { $0 != "`" }
    // The names are what stands between back quotes.
    let parts = cells[4].split(separator: "`", omittingEmptySubsequences: false)
    mayImport = Set(parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) })
  }
}

/// One Swift or C file of a room.
struct SourceFile {
  /// Relative to the repository.
  let path: String
  let room: String
  /// The text, as bytes, since searching those is much faster; what follows `//` in a line is left out.
  let code: [UInt8]

  /// All source files of all rooms.
  static func all() throws -> [SourceFile] {
    try filesRecursively(in: "\(Repository.root)/Sources").compactMap { file in
      guard let room = file.split(separator: "/").first, file.contains("/") else { return nil }
      guard [".swift", ".c", ".h"].contains(where: file.hasSuffix) else { return nil }
      let bytes = try readFile("\(Repository.root)/Sources/\(file)")
      return SourceFile(path: "Sources/\(file)", room: String(room), code: withoutComments(bytes))
    }
  }

  static func withoutComments(_ bytes: [UInt8]) -> [UInt8] {
    var code: [UInt8] = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let slash = UInt8(ascii: "/")
      // A `//` after a colon is a URL in a string, no comment.
      let start = line.indices.dropLast().first { index in
        line[index] == slash && line[index + 1] == slash
          && (index == line.startIndex || line[index - 1] != UInt8(ascii: ":"))
      }
      code += line[..<(start ?? line.endIndex)] + [UInt8(ascii: "\n")]
    }
    return code
  }

  /// How many lines the file has.
  var lineCount: Int { code.count { $0 == UInt8(ascii: "\n") } }

  /// The modules that the file imports.
  var imports: [(number: Int, module: String)] {
    let lines = code.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.enumerated().compactMap { number, line in
      importedModule(String(decoding: line, as: UTF8.self)).map { (number + 1, $0) }
    }
  }

  /// The places where one of `words` stands as a whole word; `.word` does not count, and where `word` ends with `(`,
  /// neither does a declaration `func word(`.
  func uses(of words: [String]) -> [String] {
    words.flatMap { word in
      occurrences(of: Array(word.utf8)).map { index in
        "\(path):\(1 + code[..<index].count { $0 == UInt8(ascii: "\n") }): \(word)"
      }
    }
  }

  private func occurrences(of word: [UInt8]) -> [Int] {
    guard let first = word.first, let last = word.last, code.count >= word.count else { return [] }
    return (0...(code.count - word.count)).filter { start in
      guard code[start] == first, code[start..<(start + word.count)].elementsEqual(word) else { return false }
      let before = start > 0 ? code[start - 1] : 0
      let after = start + word.count < code.count ? code[start + word.count] : 0
      if Self.isIdentifier(before) || before == UInt8(ascii: ".") { return false }
      if last == UInt8(ascii: "("), code[..<start].suffix(5).elementsEqual("func ".utf8) { return false }
      return !(Self.isIdentifier(last) && Self.isIdentifier(after))
    }
  }

  private static func isIdentifier(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
    default: false
    }
  }
}

/// The module of an import declaration (`@attribute package import struct A.B` → `A`), or nil for another line.
func importedModule(_ line: String) -> String? {
  var words = line.split(separator: " ")[...]
  let modifiers = ["public", "package", "internal", "private", "fileprivate"]
  while let word = words.first, word.hasPrefix("@") || modifiers.contains(String(word)) { words.removeFirst() }
  guard words.popFirst() == "import" else { return nil }
  let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
  if let kind = words.first, kinds.contains(String(kind)) { words.removeFirst() }
  return words.first?.split(separator: ".").first.map(String.init)
}
