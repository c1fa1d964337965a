import Corpus
import TestSupport
import Testing

@Suite("JSON lines of snippets")
struct JSONLinesReaderTests {
  private func read(_ text: String) throws -> SnippetFile {
    let directory = try TemporaryDirectory()
    return try JSONLinesReader(path: try directory.write(text, to: "data.jsonl")).readAll()
  }

  @Test("reads every field; null and absent languages are none of these")
  func fields() throws {
    let file = try read(
      """
      {"text": "x = 1\\n", "language": "python", "source": "docs", "group": "a/b"}\r
      {"text": "é", "language": null}

      {"text": "", "softLabels": {"c": 0.25, "cpp": 0.75}}
      """)
    #expect(
      file.snippets == [
        Snippet(text: "x = 1\n", language: "python", source: "docs", group: "a/b"),
        Snippet(text: "é", language: nil),
        Snippet(text: "", language: nil, softLabels: ["c": 0.25, "cpp": 0.75]),
      ])
    #expect(file.problemCount == 0)
  }

  @Test(
    "a line that is no snippet is named by file, line and field, and the others are read",
    arguments: [
      ("[1]", "object"), ("{\"language\": \"c\"}", "\"text\""), ("{\"text\": 1}", "\"text\""),
      ("{\"text\": \"a\", \"language\": 7}", "\"language\""), ("{\"text\": \"a\", \"language\": \"\"}", "\"language\""),
      ("{\"text\": \"a\", \"language\": \"x\\u0000y\"}", "NUL"), ("{\"text\": \"a\"", "1"),
      ("{\"text\": \"a\", \"softLabels\": {\"c\": -1}}", "softLabels.c"),
    ])
  func problems(line: String, mentioned: String) throws {
    let file = try read("{\"text\": \"one\", \"language\": \"c\"}\n\(line)\n{\"text\": \"two\", \"language\": \"c\"}\n")
    #expect(file.snippets.map(\.text) == ["one", "two"])
    #expect(file.problemCount == 1)
    let words = file.problems.first?.description ?? ""
    #expect(words.contains("data.jsonl:2: ") && words.contains(mentioned))
  }

  @Test("a line that is longer than a chunk comes whole, whatever it is cut into")
  func longLines() throws {
    let long = String(repeating: "abcdefg ", count: 100_000)
    let file = try read("{\"text\": \"\(long)\", \"language\": \"c\"}\n{\"text\": \"b\", \"language\": \"c\"}")
    #expect(file.snippets.map(\.text) == [long, "b"])
  }

  @Test("files without a snippet are errors")
  func empty() throws {
    #expect(throws: CorpusError.self) { try self.read("") }
    #expect(throws: CorpusError.self) { try self.read("7\n") }
    #expect(throws: CorpusError.self) { try JSONLinesReader(path: "/nowhere/data.jsonl").readAll() }
  }
}

@Suite("Label sets")
struct LabelSetTests {
  @Test("labels are sorted and numbered; rare ones can be left out")
  func ofSnippets() {
    let snippets = ["c", "ada", "c", nil].map { Snippet(text: "", language: $0) }
    let labels = LabelSet(of: snippets)
    #expect(labels.labels == ["ada", "c"])
    #expect(labels.number(of: "c") == 1)
    #expect(labels.number(of: "d") == nil)
    #expect(LabelSet(of: snippets, minimumCount: 2).labels == ["c"])
  }

  @Test("an order that is given stays, without repetitions")
  func ordered() {
    #expect(LabelSet(["b", "a", "b"]).labels == ["b", "a"])
  }
}
