import Corpus
import TestSupport
import Testing

@Suite("Splitting a file of snippets")
struct SnippetFileSplitTests {
  private func split(_ text: String) throws -> (split: SnippetFileSplit, train: String, validation: String) {
    let directory = try TemporaryDirectory()
    let files = CorpusFiles(train: directory.file("out.jsonl"))
    let split = try SnippetFileSplit(try directory.write(text, to: "in.jsonl"), to: files, share: 0.3, seed: 1)
    return (split, try readText(files.train), try readText(files.validation))
  }

  private func line(_ number: Int) -> String {
    "{\"text\": \"\(number) text\(number * 7) of\(number)\", \"language\": \"c\", \"group\": \"g\(number / 4)\"}"
  }

  private func groups(_ text: String) -> Set<Substring> {
    Set(text.split(separator: "\n").compactMap { $0.split(separator: "\"").dropLast().last })
  }

  @Test(
    "keeps groups together, whatever blank lines stand between", arguments: ["", "\n", " \n", "\r\r\n", "\u{0C}\n\t\n"])
  func blankLines(between: String) throws {
    let (split, train, validation) = try split((0..<40).map { line($0) + "\n" + between }.joined())
    #expect((split.train, split.validation, split.groups) == (28, 12, 10))
    #expect(groups(train).isDisjoint(with: groups(validation)))
    #expect((train + validation).split(separator: "\n").sorted() == (0..<40).map { Substring(line($0)) }.sorted())
  }

  @Test("soft labels have a language too: each one is learned from and measured on")
  func softLabels() throws {
    let labels = ["a", "a", "b", "b", "d", "d"] + [String](repeating: "go", count: 34)
    let lines = labels.enumerated().map { number, label in
      "{\"text\": \"\(number) text\(number * 7)\", \"softLabels\": {\"\(label)\": 0.9, \"x\": 0.1}}\n"
    }
    let validation = try split(lines.joined()).validation
    for label in ["a", "b", "d"] {
      #expect(validation.split(separator: "\n").count { $0.contains("\"\(label)\": 0.9") } == 1, "\(label)")
    }
  }

  @Test("what is no snippet goes to the training file, whose reader names it")
  func broken() throws {
    let (split, train, validation) = try split("nonsense\n" + (0..<8).map { line($0) + "\n" }.joined())
    #expect(split.train + split.validation == 9)
    #expect(train.hasPrefix("nonsense\n") && !validation.contains("nonsense") && !validation.isEmpty)
  }
}
