import Corpus
import JSON
import TestSupport
import Testing

/// Ignore files, held against what git said about the same tree (`Fixtures/corpus/ignore.json`, made by
/// `Fixtures/corpus/ignore.py`): each case is a set of ignore files and of paths, with git's answer for each.
@Suite("Ignore files")
struct IgnoreTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    /// Ignore files by path.
    let rules: [(path: String, text: String)]
    /// Paths of files, and those of them that git ignores.
    let files: [String]
    let ignored: Set<String>
    var testDescription: String { name }

    static let all = read((try? readFile(Repository.fixture("corpus/ignore.json"))) ?? [])

    /// The cases of a file that `ignore.py` wrote.
    static func read(_ bytes: [UInt8]) -> [Case] {
      guard let json = try? JSONValue(parsing: bytes) else { return [] }
      let paths = (json["paths"]?.arrayValue ?? []).compactMap(\.stringValue)
      return (json["cases"]?.arrayValue ?? []).map { json in
        Case(
          name: json["name"]?.stringValue ?? "?",
          rules: (json["rules"]?.objectValue ?? [:]).map { ($0.key, $0.value.stringValue ?? "") }, files: paths,
          ignored: Set((json["ignored"]?.arrayValue ?? []).compactMap(\.stringValue)))
      }
    }
  }

  @Test("the fixture has its cases") func fixture() {
    #expect(Case.all.count >= 40)
    #expect(Case.all.contains { !$0.ignored.isEmpty && $0.ignored.count < $0.files.count })
  }

  @Test("ignores what git ignores", arguments: Case.all)
  func likeGit(_ example: Case) throws {
    let tree = try CorpusTree()
    try tree.write("[core]\n", to: ".git/config")
    for (path, text) in example.rules { try tree.write(text, to: path) }
    for (number, path) in example.files.enumerated() { try tree.write("text of number \(number)\n", to: path) }
    let taken = try takenFiles(tree)
    #expect(taken == example.files.filter { !example.ignored.contains($0) }.sorted(), "\(example.rules)")
  }

  /// Every file is of a language of the test's own, so that the walk alone decides.
  private func takenFiles(_ tree: CorpusTree, respectsIgnoreFiles: Bool = true) throws -> [String] {
    do {
      let result = try tree.build {
        $0.respectsIgnoreFiles = respectsIgnoreFiles
        $0.layout = .workspace
        for name in [".x=x", ".x =x", ".y=x", "x=x", "y=x", "foo=x"] { _ = $0.mapping.add(name) }
      }
      return result.train.compactMap(\.group).sorted()
    } catch CorpusError.noSnippets {
      return []
    }
  }

  /// More cases than the fixture has, always the same, answered while the test runs, where git and Python are.
  @Test("ignores what the installed git ignores", .enabled(if: Git.isInstalled, "git or python3 is not installed"))
  func likeInstalledGit() throws {
    let cases = Case.read(try Git.run("\(Repository.fixture("corpus/ignore.py")) 8 60"))
    #expect(cases.count == 60)
    for example in cases { try likeGit(example) }
  }

  @Test("--no-ignore takes all of it")
  func allOfIt() throws {
    let tree = try CorpusTree([".gitignore": "a.x\n", "a.x": "1", "b.x": "2", ".ignore": "b.x"])
    #expect(try takenFiles(tree) == [])
    #expect(try takenFiles(tree, respectsIgnoreFiles: false) == ["a.x", "b.x"])
  }

  @Test(".ignore outweighs .gitignore")
  func dotIgnore() throws {
    let tree = try CorpusTree([
      ".gitignore": "a.x\nb.x\n", ".ignore": "!a.x\nc.x\n", "a.x": "1", "b.x": "2", "c.x": "3", "d.x": "4",
    ])
    #expect(try takenFiles(tree) == ["a.x", "d.x"])
  }

  @Test("rules of the repository that the folder lies in are in force; those above the repository are not")
  func parents() throws {
    let directory = try TemporaryDirectory()
    try directory.write("[core]\n", to: "repo/.git/config")
    try directory.write("out.x\n", to: ".gitignore")
    try directory.write("*.y\n/sub/in/b.x\n", to: "repo/.gitignore")
    try directory.write("c.x\n", to: "repo/sub/.gitignore")
    for name in ["a.y", "b.x", "c.x", "d.x", "out.x"] { try directory.write("t \(name)", to: "repo/sub/in/\(name)") }
    var options = CorpusOptions()
    options.validationShare = 0
    _ = options.mapping.add(".x=x")
    _ = options.mapping.add(".y=x")
    let files = CorpusFiles(train: directory.file("out.jsonl"))
    _ = try CorpusBuilder(directories: [directory.file("repo/sub/in")], options: options).build(to: files)
    #expect(try JSONLinesReader(path: files.train).readAll().snippets.compactMap(\.group) == ["d.x", "out.x"])
  }

  @Test("no pattern takes long", .timeLimit(.minutes(1)))
  func hostilePatterns() throws {
    let stars = String(repeating: "a*", count: 200) + "b"
    let folders = String(repeating: "**/", count: 200) + "b"
    let name = String(repeating: "a", count: 200) + ".x"
    let tree = try CorpusTree([".gitignore": "\(stars)\n\(folders)\n", name: "1", "a/a/a/a/a/a/a/a/a/a/a.x": "2"])
    #expect(try takenFiles(tree).count == 2)
  }
}
