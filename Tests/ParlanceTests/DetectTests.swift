import Foundation
import JSON
import TestSupport
import Testing

@Suite struct DetectTests {
  private let directory: TemporaryDirectory
  private let file: String

  init() throws {
    directory = try TemporaryDirectory()
    file = try directory.write("def main():\n    print(\"hello\")\n", to: "a.py")
  }

  private func json(_ line: some StringProtocol) throws -> JSONValue { try JSONValue(parsing: String(line)) }

  @Test func tellsLanguageAndConfidence() async throws {
    let result = try await Program.run(["detect", file])
    #expect(result.output == "\(file): css 0.233\n")
    #expect(result.errors.isEmpty)
    #expect(result.status == 0)
  }

  @Test func tellsTheBestOnes() async throws {
    let result = try await Program.run(["detect", "--top", "2", file])
    #expect(result.output == "\(file): css 0.233, c 0.200\n")
  }

  @Test(arguments: [[], ["-"]]) func readsStandardInput(arguments: [String]) async throws {
    let result = try await Program.run(["detect"] + arguments, input: "def main():\n    print(\"hello\")")
    #expect(result.output == "-: css 0.233\n")
  }

  @Test func goesOnAfterWhatCanNotBeRead() async throws {
    let missing = directory.file("missing")
    let result = try await Program.run(["detect", missing, file, directory.path, file])
    #expect(result.output == "\(file): css 0.233\n\(file): css 0.233\n")
    #expect(
      result.errors == "parlance: \(missing): No such file or directory\nparlance: \(directory.path): is a directory\n")
    #expect(result.status == 1)
  }

  @Test func writesAnObjectALine() async throws {
    let result = try await Program.run(["detect", "--json", "--top", "3", file, file])
    try #require(result.lines.count == 2)
    let object = try json(result.lines[0])
    #expect(object["file"]?.stringValue == file)
    #expect(object["language"] == "css")
    #expect(object["name"] == "CSS")
    #expect(object["confidence"]?.doubleValue == 0.233481)
    #expect(object["alternatives"]?.arrayValue?.map { $0["language"] } == ["c", "python"])
    #expect(object["certain"] == false)
  }

  /// What the server would set by itself: nothing of a text that looks like a language that is ruled out.
  @Test func tellsWhatMayBeActedOnWithoutAsking() async throws {
    let text = "import os\n\nfor name in os.listdir('.'):\n    print(name.strip())\n"
    let program = try directory.write(text, to: "program")
    let result = try await Program.run(["detect", "--json", program], model: nil)
    #expect(try json(result.output)["certain"] == true, "\(result.output)")
    let other = try await Program.run(["detect", "--json", "--languages", "abap", program], model: nil)
    let object = try json(other.output)
    // All but what "none of these" has.
    #expect(object["language"] == "abap" && object["certain"] == false, "\(other.output)")
    #expect((0.9...1).contains(object["confidence"]?.doubleValue ?? 0), "\(other.output)")
  }

  @Test func tellsWhatSpokeForIt() async throws {
    let text = try await Program.run(["detect", "--explain", file])
    #expect(text.output.hasPrefix("\(file): css 0.233, because of "))
    let object = try json(try await Program.run(["detect", "--explain", "--json", file]).output)
    let words = try #require(object["evidence"]?.arrayValue)
    #expect((1...5).contains(words.count))
    #expect(
      text.output.hasSuffix("because of \(words.compactMap { $0["word"]?.stringValue }.joined(separator: " "))\n"))
    let source = Array("def main():\n    print(\"hello\")\n".utf8)
    for word in words {
      #expect(try #require(word["drop"]?.doubleValue) > 0)
      let places = try #require(word["places"]?.arrayValue)
      #expect(!places.isEmpty)
      for place in places.compactMap(\.arrayValue) {
        let range = try #require(place[0].intValue)..<#require(place[1].intValue)
        #expect(String(decoding: source[range], as: UTF8.self) == word["word"]?.stringValue)
      }
    }
  }

  /// Of a long file pieces are read, so that places in them are none of the file's.
  @Test func tellsNoPlacesInWhatItHasNotReadWhole() async throws {
    let long = try directory.write(String(repeating: "def main():\n    print(1)\n", count: 3000), to: "long.py")
    let words = try #require(
      json(try await Program.run(["detect", "--explain", "--json", long]).output)["evidence"]?.arrayValue)
    #expect(!words.isEmpty)
    #expect(words.allSatisfy { $0["places"] == nil })
  }

  @Test func explainsLinesOfJSON() async throws {
    let result = try await Program.run(
      ["detect", "--explain", "--jsonl"], input: "{\"text\": \"def f(): pass\"}\n{}\n")
    #expect(try json(result.lines[0])["evidence"]?.arrayValue?.isEmpty == false)
    #expect(try json(result.lines[1])["evidence"] == nil)
  }

  @Test func anEmptyFileHasNoLanguage() async throws {
    let empty = try directory.write("", to: "empty")
    #expect(try await Program.run(["detect", empty]).output == "\(empty): none 0.000\n")
    let object = try json(try await Program.run(["detect", "--json", empty]).output)
    #expect(object["language"] == .null)
    #expect(object["reason"] == "empty")
  }

  @Test func answersOnlyWhatMayBeAnswered() async throws {
    let only = try await Program.run(["detect", "--languages", "ruby, golang", "--top", "9", file])
    #expect(only.output == "\(file): ruby 0.623, go 0.377\n")
    let without = try await Program.run(["detect", "--exclude", "css", file])
    #expect(without.output.hasPrefix("\(file): c "))
    let unsure = try await Program.run(["detect", "--minimum-confidence", "0.5", file])
    #expect(unsure.output == "\(file): none 0.233\n")
  }

  @Test func takesNamesFromStandardInput() async throws {
    let odd = try directory.write("x", to: "a\nb c")
    let result = try await Program.run(
      ["detect", "--null", "--json"], input: "\(file)\0\(odd)\0\(directory.file("none"))")
    #expect(try result.lines.map { try json($0)["file"]?.stringValue } == [file, odd])
    #expect(result.status == 1)
  }

  @Test func readsAHugeFileInPieces() async throws {
    let huge = directory.file("huge")
    try writeFile(Array("int main(void) { return 0; }\n".utf8), to: huge)
    try #require(truncate(huge, 100 << 30) == 0)  // sparse: nothing of it is on the disk
    let result = try await Program.run(["detect", huge])
    #expect(result.output.hasPrefix("\(huge): "))
    #expect(result.status == 0)
  }

  @Test func writesNoColoursIntoAPipe() async throws {
    let result = try await Program.run(["detect", "--top", "5", file])
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test(arguments: [
    ["--top", "0", "x"], ["--nonsense"], ["--languages", "klingon", "x"], ["--jsonl", "--json"],
    ["--minimum-confidence", "2", "x"], ["--jsonl", "a", "b"], ["--null", "-"], ["--threads", "0", "x"],
    ["-", "a", "-"], ["--keep", "id", "x"], ["--jsonl", "--keep", "id,language"],
  ]) func wrongUsageIsTwo(arguments: [String]) async throws {
    let result = try await Program.run(["detect"] + arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(!result.errors.isEmpty)
  }

  @Test func aModelThatIsNotThereIsOne() async throws {
    let result = try await Program.run(["detect", file, "--model", "/no/such/model"])
    #expect(result.status == 1)
    #expect(result.errors.contains("/no/such/model"))
  }

  @Test func helpHasAnExample() async throws {
    let result = try await Program.run(["detect", "--help"])
    #expect(result.status == 0)
    #expect(result.output.contains("parlance detect src/*"))
  }
}
