import Foundation
import JSON
import TestSupport
import Testing

@Suite struct DetectLinesTests {
  private func answers(_ result: Program.Result) throws -> [JSONValue] {
    try result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map { try JSONValue(parsing: String($0)) }
  }

  @Test func answersEveryLineInOrder() async throws {
    let texts = (0..<3000).map { $0 % 3 == 0 ? "x" : $0 % 3 == 1 ? "int main(void) { return 0; }" : "" }
    let input = texts.map { #"{"text":"\#($0)","other":[1]}"# }.joined(separator: "\n")
    let lines = try answers(try await Program.run(["detect", "--jsonl"], input: input))
    try #require(lines.count == texts.count)
    for (text, line) in zip(texts, lines) {
      #expect(line["language"] == (text == "x" ? "css" : text.isEmpty ? .null : lines[1]["language"]))
      #expect(line.objectValue?.keys.elements == ["language", "confidence", "alternatives"])
    }
  }

  @Test func aMalformedLineHasItsOwnErrorAndTheOthersAnAnswer() async throws {
    let input = ["{\"text\":\"x\"}", "nonsense", "{\"text\":1}", "{}", "[]", "", "{\"text\":\"x\"}"]
    let result = try await Program.run(["detect", "--jsonl"], input: input.joined(separator: "\n") + "\n")
    let lines = try answers(result)
    try #require(lines.count == input.count)
    #expect(lines.map { $0["error"] == nil } == [true, false, false, false, false, false, true])
    #expect(lines[2]["language"] == .null)
    for number in 2...6 { #expect(result.errors.contains("standard input:\(number): ")) }
    #expect(result.status == 1)
  }

  /// Of a line that can't be answered too, as far as it is an object.
  @Test func anAnswerKeepsWhatItIsToldTo() async throws {
    let input = [
      #"{"id":1,"text":"x","path":["a"],"other":2}"#, #"{"text":"x"}"#, #"{"path":null,"id":{"a":1}}"#, "[1]",
      "nonsense",
    ]
    let result = try await Program.run(
      ["detect", "--jsonl", "--keep", "path,id"], input: input.joined(separator: "\n"))
    let lines = try answers(result)
    try #require(lines.count == input.count)
    #expect(lines[0].objectValue?.keys.elements == ["path", "id", "language", "confidence", "alternatives"])
    #expect(lines[0]["path"] == ["a"] && lines[0]["id"] == 1)
    #expect(lines[1].objectValue?.keys.elements == ["language", "confidence", "alternatives"])
    #expect(lines[2]["path"] == .null && lines[2]["id"] == ["a": 1] && lines[2]["error"] != nil)
    #expect(lines[3]["error"] != nil && lines[4]["error"] != nil)
  }

  @Test func linesThatFailNeedNotFailTheRun() async throws {
    let result = try await Program.run(["detect", "--jsonl", "--exit-zero"], input: "nonsense\n")
    #expect(result.status == 0)
    #expect(try answers(result)[0]["error"] != nil)
    #expect(result.errors.contains("standard input:1: "))
    #expect(try await Program.run(["detect", "--exit-zero", "/no/such/file"]).status == 0)
    #expect(try await Program.run(["detect", "--exit-zero", "--jsonl", "/no/such/file"]).status == 1)
    #expect(try await Program.run(["detect", "--exit-zero", "--model", "/no/such/model", "-"]).status == 1)
  }

  @Test func readsAFile() async throws {
    let directory = try TemporaryDirectory()
    let file = try directory.write("{\"text\":\"x\"}\n", to: "a.jsonl")
    let lines = try answers(try await Program.run(["detect", "--jsonl", "--top", "1", file]))
    #expect(lines.first?["language"] == "css")
    #expect(lines.first?["alternatives"] == .array([]))
    #expect(try await Program.run(["detect", "--jsonl", directory.file("none")]).status == 1)
    #expect(try await Program.run(["detect", "--jsonl", directory.path]).status == 1)
  }

  /// A program that writes a line and waits for its answer must not wait for ever.
  @Test func answersALineBeforeTheNextIsThere() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["detect", "--jsonl", "--model", Program.model]
    let (input, output) = (Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    for _ in 0..<3 {
      try input.fileHandleForWriting.write(contentsOf: Data("{\"text\":\"x\"}\n".utf8))
      let answer = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
      #expect(answer.hasPrefix("{\"language\":\"css\""))
      #expect(answer.hasSuffix("}\n"))
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
