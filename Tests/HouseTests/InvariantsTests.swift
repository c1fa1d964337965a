import TestSupport
import Testing

/// Invariants of ARCHITECTURE.md that can be read off the text of the sources.
@Suite struct InvariantsTests {
  private let files: [SourceFile]
  private let levels: [String: Int]

  init() throws {
    files = try SourceFile.all()
    levels = Dictionary(uniqueKeysWithValues: try Room.table().map { ($0.name, $0.level) })
  }

  private func expectNone(of words: [String], where isMeant: (SourceFile) -> Bool = { _ in true }) {
    let found = files.filter(isMeant).flatMap { $0.uses(of: words) }
    #expect(found.isEmpty, "\(found.joined(separator: "\n"))")
  }

  @Test func bundlesAreNotUsed() { expectNone(of: ["Bundle.module", "Bundle.main"]) }

  @Test func nothingTrapsOnPurpose() { expectNone(of: ["fatalError(", "try!", "unsafelyUnwrapped"]) }

  @Test func thereIsNoNetwork() {
    expectNone(of: ["URLSession", "socket(", "connect(", "getaddrinfo(", "FoundationNetworking", "NWConnection"])
  }

  @Test func lowRoomsOpenNoFiles() {
    let calls = ["open(", "openat(", "fopen(", "opendir(", "creat(", "FileManager", "FileHandle"]
    // `JSONRPC` opens /dev/null alone.
    expectNone(of: calls) { file in
      (levels[file.room] ?? 0) <= 2 && !["Files", "JSONRPC"].contains(file.room)
    }
  }

  @Test func onlyExecutablesAndConnectionsTouchStandardInputAndOutput() {
    let words = [
      "print(", "readLine(", "putchar(", "puts(", "printf(", "STDIN_FILENO", "STDOUT_FILENO", "stdin", "stdout",
    ]
    expectNone(of: words) { !["parlance", "parlance-bench", "JSONRPC"].contains($0.room) }
  }

  @Test func nothingIsPublic() {
    // An import may be: what it exports are the names of another package.
    let declarations = ["actor", "class", "enum", "extension", "func", "init", "let", "protocol", "struct", "var"]
    expectNone(of: declarations.flatMap { ["public \($0)", "open \($0)"] }) { $0.path.hasSuffix(".swift") }
  }

  @Test func filesAreOneTopicLong() {
    for file in files where file.path.hasSuffix(".swift") {
      #expect(file.lineCount <= 401, "\(file.path) has \(file.lineCount) lines; past 400 it is usually two files")
    }
  }

  @Test func workplaceToolsAreNotNamed() throws {
    let tracked = try ["Sources", "Tests", "Scripts", "Benchmarks", "editors"].flatMap { directory in
      try filesRecursively(in: "\(Repository.root)/\(directory)").map { "\(directory)/\($0)" }
    }
    let forbidden = ["/work/" + "shared", ".." + "/shared"]
    for file in tracked {
      let text = try readText("\(Repository.root)/\(file)")
      for word in forbidden { #expect(!text.contains(word), "\(file) names \(word)") }
    }
  }
}
