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
  /// The lines without what follows `//`, numbered from 1.
  let code: [(number: Int, text: String)]

  /// All source files of all rooms.
  static func all() throws -> [SourceFile] {
    try filesRecursively(in: "\(Repository.root)/Sources").compactMap { file in
      guard let room = file.split(separator: "/").first, file.contains("/") else { return nil }
      guard [".swift", ".c", ".h"].contains(where: file.hasSuffix) else { return nil }
      let text = try readText("\(Repository.root)/Sources/\(file)")
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let code = lines.enumerated().map { (number: $0.offset + 1, text: withoutComment(String($0.element))) }
      return SourceFile(path: "Sources/\(file)", room: String(room), code: code)
    }
  }

  private static func withoutComment(_ line: String) -> String {
    guard let start = line.firstRange(of: "//") else { return line }
    // A URL in a string is no comment.
    if line[..<start.lowerBound].hasSuffix(":") { return line }
    return String(line[..<start.lowerBound])
  }

  /// The modules that the file imports.
  var imports: [(number: Int, module: String)] {
    code.compactMap { number, text in importedModule(text).map { (number, $0) } }
  }

  /// The places where one of `words` stands as a whole word; `.word` does not count, and where `word` ends with `(`,
  /// neither does a declaration `func word(`.
  func uses(of words: [String]) -> [String] {
    code.flatMap { number, text in
      words.filter { contains($0, in: text) }.map { "\(path):\(number): \($0)" }
    }
  }

  private func contains(_ word: String, in text: String) -> Bool {
    text.ranges(of: word).contains { range in
      let before = text[..<range.lowerBound]
      if let last = before.last, last.isLetter || last.isNumber || last == "_" || last == "." { return false }
      if word.hasSuffix("("), before.hasSuffix("func ") { return false }
      guard let next = text[range.upperBound...].first, let end = word.last, end.isLetter || end.isNumber else {
        return true
      }
      return !(next.isLetter || next.isNumber || next == "_")
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
