import Corpus
import TestSupport
import Testing

@Suite("Splitting")
struct SplitTests {
  /// Texts that have little in common, by a number.
  static func text(_ number: Int, words: Int = 60) -> String {
    var state = UInt64(number + 1) &* 0x9E37_79B9_7F4A_7C15
    var text = ""
    for word in 0..<words {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      text += "name\(state % 10_000)" + (word % 6 == 5 ? "\n" : " ")
    }
    return text
  }

  private func tree(python: Int = 100, go: Int = 40) throws -> CorpusTree {
    let tree = try CorpusTree()
    for number in 0..<python { try tree.write(Self.text(number), to: "p\(number % 10)/\(number).py") }
    for number in 0..<go { try tree.write(Self.text(1000 + number), to: "g\(number % 5)/\(number).go") }
    return tree
  }

  @Test("gives each language its share", arguments: [0.1, 0.25, 0.5])
  func stratified(share: Double) throws {
    let result = try tree().build { $0.validationShare = share }
    for (label, total) in [("python", 100), ("go", 40)] {
      let count = try #require(result.report.languages[label])
      #expect(count.train + count.validation == total)
      #expect(abs(Double(count.validation) - share * Double(total)) <= 1)
    }
    #expect(result.train.count == result.report.train && result.validation.count == result.report.validation)
  }

  @Test("is decided by the seed, and not by the threads")
  func deterministic() throws {
    let tree = try tree()
    let first = try tree.build { $0.validationShare = 0.2 }
    let again = try tree.build {
      $0.validationShare = 0.2
      $0.threads = 4
    }
    let other = try tree.build {
      $0.validationShare = 0.2
      $0.seed = 7
    }
    #expect(first.train == again.train && first.validation == again.validation)
    #expect(first.validation != other.validation)
    #expect(first.all.count == other.all.count)
  }

  @Test("keeps projects together: nested repositories, else top-level folders")
  func projects() throws {
    let tree = try tree()
    try tree.write("[core]\n", to: "p0/lib/.git/config")
    for number in 0..<5 { try tree.write(Self.text(5000 + number), to: "p0/lib/src/\(number).py") }
    let result = try tree.build {
      $0.validationShare = 0.2
      $0.grouping = .project
    }
    let sides = [result.train, result.validation].map { Set($0.compactMap(\.group)) }
    #expect(sides[0].isDisjoint(with: sides[1]))
    #expect(!sides[1].isEmpty)
    #expect(sides[0].union(sides[1]).count == 16)
    #expect(sides[0].union(sides[1]).contains("p0/lib"))
  }

  @Test("pieces of a file stay together")
  func pieces() throws {
    let tree = try CorpusTree()
    for number in 0..<20 { try tree.write(Self.text(number, words: 300), to: "\(number).py") }
    let result = try tree.build {
      $0.validationShare = 0.3
      $0.maximumCharacters = 500
    }
    let sides = [result.train, result.validation].map { Set($0.compactMap(\.group)) }
    #expect(sides[0].isDisjoint(with: sides[1]) && !sides[1].isEmpty)
    #expect(result.all.count > 60)
    #expect(result.all.allSatisfy { $0.text.unicodeScalars.count <= 500 && $0.text.hasSuffix("\n") })
    let whole = result.all.filter { $0.group == "7.py" }.map(\.text).joined()
    #expect(whole == Self.text(7, words: 300))
  }

  @Test("lines longer than a piece are cut between characters")
  func longLines() throws {
    let text = (0..<25).map { "é\u{1F600}\($0)" }.joined()
    let result = try CorpusTree(["a.txt": "ab\n" + text]).build { $0.maximumCharacters = 20 }
    #expect(result.all.map(\.text).joined() == "ab\n" + text)
    #expect(result.all.allSatisfy { $0.text.unicodeScalars.count <= 20 })
    #expect(result.all.first?.text == "ab\n")
  }

  @Test("a language of one file is learned from; one of two has one to measure on")
  func small() throws {
    let tree = try tree(python: 1, go: 2)
    let result = try tree.build { $0.validationShare = 0.1 }
    #expect(result.report.languages["python"] == .init(train: 1, validation: 0))
    #expect(result.report.languages["go"] == .init(train: 1, validation: 1))
  }

  @Test("a maximum keeps the same ones every time, spread over the files")
  func maximum() throws {
    let tree = try tree()
    let result = try tree.build { $0.maximumPerLanguage = 25 }
    #expect(result.report.languages.mapValues(\.train) == ["python": 25, "go": 25])
    #expect(result.skipped(.overMaximum) == 90)
    #expect(try tree.build { $0.maximumPerLanguage = 25 }.train == result.train)
    #expect(Set(result.train.compactMap { $0.group?.prefix(2) }).count > 8)
  }

  @Test("where it can't be written nothing is left")
  func unwritable() throws {
    let tree = try tree(python: 2, go: 2)
    let directory = tree.directory
    try directory.makeDirectory("out.validation.jsonl")
    #expect {
      try CorpusBuilder(directories: [tree.path], options: CorpusOptions())
        .build(to: CorpusFiles(train: directory.file("out.jsonl")))
    } throws: {
      "\($0)".contains("out.validation.jsonl")
    }
    #expect(try directoryEntries(directory.path) == ["in", "out.validation.jsonl"])
  }

  @Test("stopped, it leaves nothing", arguments: [0, 10, 150])
  func stopped(after calls: Int) throws {
    let tree = try tree()
    var asked = 0
    let report = try CorpusBuilder(directories: [tree.path], options: CorpusOptions()).build(
      to: CorpusFiles(train: tree.directory.file("out.jsonl")),
      shouldStop: {
        asked += 1
        return asked > calls
      })
    #expect(report == nil)
    #expect(try directoryEntries(tree.directory.path) == ["in"])
  }

  @Test(
    "the validation file's name",
    arguments: [
      ("data.jsonl", "data.validation.jsonl"), ("a.b/data", "a.b/data.validation"), (".data", ".data.validation"),
      ("a/x.y.json", "a/x.y.validation.json"),
    ])
  func names(train: String, validation: String) { #expect(CorpusFiles(train: train).validation == validation) }
}

@Suite("Copies")
struct CopyTests {
  @Test("texts that differ in white space alone are there once")
  func exact() throws {
    let tree = try CorpusTree(["a.py": "x = 1\ny = 2\n", "b.py": "x  = 1\r\n\r\n\ty = 2", "c.py": "x = 1y = 2\n"])
    let result = try tree.build()
    #expect(result.labels == ["a.py python", "c.py python"])
    #expect(result.skipped(.exactCopy) == 1)
  }

  @Test("near-copies stand on one side of the split, whatever the seed", arguments: 1...8)
  func near(seed: Int) throws {
    let tree = try CorpusTree()
    for number in 0..<60 {
      let text = SplitTests.text(number % 20, words: 120)
      // Three of a kind, with one line more or another name in the middle.
      let middle = text.index(text.startIndex, offsetBy: text.count / 2)
      let changed =
        number < 20 ? text : number < 40 ? text + "more\(number) here\n" : text[..<middle] + " x " + text[middle...]
      try tree.write(changed, to: "\(number / 20)/\(number).py")
    }
    let result = try tree.build {
      $0.validationShare = 0.25
      $0.seed = UInt64(seed)
    }
    #expect(result.all.count == 60)
    #expect(result.report.joinedGroups == 40)
    let kinds = [result.train, result.validation].map { side in
      Set(side.compactMap { $0.text.split(separator: " ").first })
    }
    #expect(kinds[0].isDisjoint(with: kinds[1]))
    #expect(kinds[1].count == 5)
  }

  @Test("resemblance decides: texts with few shingles in common are not joined")
  func notNear() throws {
    let tree = try CorpusTree()
    for number in 0..<40 {
      // Half of each text is the same in all: a resemblance of a third.
      try tree.write(SplitTests.text(999, words: 60) + SplitTests.text(number, words: 60), to: "\(number).py")
    }
    #expect(try tree.build().report.joinedGroups == 0)
  }

  @Test("near-copies in another language are joined too, and short texts are told apart")
  func otherLanguages() throws {
    let long = SplitTests.text(1, words: 100)
    let tree = try CorpusTree([
      "a.c": long + "a", "a.go": long + "b", "x.py": "print(1)", "y.py": "print(2)", "z.py": "import a",
    ])
    #expect(try tree.build().report.joinedGroups == 1)
  }
}
