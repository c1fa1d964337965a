import Foundation
import JSON
import TestSupport
import Testing

@Suite struct CorpusCommandTests {
  private let directory: TemporaryDirectory
  private let output: String

  init() throws {
    directory = try TemporaryDirectory()
    output = directory.file("data.jsonl")
    for number in 0..<20 {
      try directory.write("def f\(number)(x):\n    return x + \(number * 7919)\n", to: "in/\(number).py")
      try directory.write("package p\(number)\n\nvar v\(number * 31) = \(number * 7919)\n", to: "in/\(number).go")
    }
    try directory.write("a\0b", to: "in/binary.py")
  }

  private func corpus(_ arguments: String...) async throws -> Program.Result {
    try await Program.run(["corpus", directory.file("in"), "-o", output] + arguments, model: nil)
  }

  @Test func writesBothFilesAndSaysWhatItDid() async throws {
    let result = try await corpus()
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("python") && result.errors.contains("1 binary (\(directory.file("in/binary.py")))"))
    let train = try readText(output).split(separator: "\n")
    let validation = try readText(directory.file("data.validation.jsonl")).split(separator: "\n")
    #expect((train.count, validation.count) == (36, 4))
    let row = try JSONValue(parsing: String(try #require(train.first)))
    #expect(row["text"]?.stringValue == "package p0\n\nvar v0 = 0\n")
    #expect(row["language"] == "go" && row["source"] == "file" && row["group"] == "0.go")
    #expect(try directoryEntries(directory.path) == ["data.jsonl", "data.validation.jsonl", "in"])
  }

  /// Rows to measure on that may by now be rows to learn from.
  @Test func anOlderValidationFileDoesNotStay() async throws {
    #expect(try await corpus().status == 0)
    #expect(try await corpus("--validation-share", "0").status == 0)
    #expect(try directoryEntries(directory.path) == ["data.jsonl", "in"])
  }

  @Test func summarisesForPrograms() async throws {
    let result = try await corpus("--json", "--progress", "json", "--validation-share", "0", "--maximum", "5")
    let report = try JSONValue(parsing: result.output)
    #expect(report["train"] == 10 && report["validation"] == 0)
    #expect(report["languages"]?["go"]?["train"] == 5)
    #expect(report["skipped"]?["binary"]?["count"] == 1)
    #expect(result.errors.contains(#""progress":"files""#))
    #expect(try directoryEntries(directory.path) == ["data.jsonl", "in"])
  }

  @Test func labelsThatAreNotInTheRegistryAreTold() async throws {
    try directory.write("*.go linguist-language=Goo\n", to: "in/.gitattributes")
    let result = try await corpus("--json", "--validation-share", "0", "--layout", "workspace")
    #expect(
      result.errors.contains("not in the registry, so a language of your own: Goo (\(directory.file("in/0.go")))"))
    let report = try JSONValue(parsing: result.output)
    #expect(report["ownLanguages"]?.objectValue?.count == 1)
    #expect(report["ownLanguages"]?["Goo"]?.stringValue == directory.file("in/0.go"))
    #expect(report["languages"]?["Goo"]?["train"] == 20)
  }

  @Test func whatIsWrongIsNamed() async throws {
    let missing = try await Program.run(["corpus", directory.file("none"), "-o", output])
    #expect(missing.status == 1 && missing.errors.contains(directory.file("none")))
    #expect(try await Program.run(["corpus", directory.path]).status == 2)
    #expect(try await Program.run(["corpus", "-o", output]).status == 2)
    #expect(try await corpus("--validation-share", "1").status == 2)
    #expect(try await corpus("--label", "foo").status == 2)
    #expect(try await corpus("--layout", "tree").status == 2)
    let nowhere = try await Program.run(["corpus", directory.file("in"), "-o", directory.file("none/x.jsonl")])
    #expect(nowhere.status == 1 && nowhere.errors.contains("none"))
  }

  @Test func nothingToLearnFromIsAFailureThatSaysWhy() async throws {
    try directory.write("a\0b", to: "empty/a.py")
    let result = try await Program.run(["corpus", directory.file("empty"), "-o", output])
    #expect(result.status == 1)
    #expect(result.errors.contains("1 binary") && result.errors.contains("holds no text"))
    #expect(try directoryEntries(directory.path) == ["empty", "in"])
  }

  @Test func anInterruptLeavesNoFile() async throws {
    for number in 0..<3000 {
      try directory.write(String(repeating: "y\(number) ", count: 40), to: "in/m/\(number).py")
    }
    // A piece a character: it takes long enough not to be done before the signal comes.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = [
      "corpus", directory.file("in"), "-o", output, "--progress", "json", "--maximum-characters", "1",
    ]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    // The first line of progress says that it is at work.
    _ = errors.fileHandleForReading.availableData
    kill(process.processIdentifier, SIGINT)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(try directoryEntries(directory.path) == ["in"])
  }
}
