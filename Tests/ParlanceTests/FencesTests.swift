import Foundation
import TestSupport
import Testing

@Suite struct FencesTests {
  /// The tiny model is sure of nothing, so that thresholds of 0 make it write.
  private let sure = ["--write-confidence", "0"]
  private let text = "# T\n\n```\nlet x = 1\n```\n\n```mermaid-ish\na\n```\n\n<!-- parlance-ignore -->\n```\nb\n```\n"

  @Test func listsEveryBlock() async throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(text, to: "a.md")
    let result = try await Program.run(["fences", path])
    #expect(result.status == 0)
    #expect(result.lines.count == 3)
    #expect(result.lines[0].hasPrefix("\(path):3: untagged, not sure, looks like "))
    #expect(result.lines[1].hasPrefix("\(path):7: mermaid-ish, a tag that is not known"))
    #expect(result.lines[2].hasPrefix("\(path):12: untagged, ignored by a comment"))
  }

  @Test func checkEndsWith1() async throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(text, to: "a.md")
    let result = try await Program.run(["fences", "--check", path])
    #expect(result.status == 1)
    #expect(result.lines.count == 1)
    let good = try directory.write("```python\nx\n```\n", to: "b.md")
    #expect(try await Program.run(["fences", "--check", good]).status == 0)
  }

  @Test func diffShowsAndFixWritesTheSame() async throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(text, to: "a.md")
    let diff = try await Program.run(["fences", "--diff", path] + sure)
    #expect(diff.status == 0)
    #expect(try readText(path) == text)
    let fixed = try await Program.run(["fences", "--fix", path] + sure)
    #expect(fixed.status == 0)
    #expect(fixed.errors.contains("a.md:3: wrote "))
    let after = try readText(path)
    #expect(after.split(separator: "\n")[1].count > 3)
    #expect(after.hasSuffix("```mermaid-ish\na\n```\n\n<!-- parlance-ignore -->\n```\nb\n```\n"))
    let old = try directory.write(text, to: "old.md")
    let theirs = try await run("/usr/bin/diff", ["-u", old, path])
    #expect(diff.lines.dropFirst(2) == theirs.split(separator: "\n").dropFirst(2))
    #expect(try await Program.run(["fences", "--fix", "--check", path] + sure).status == 0)
    #expect(try readText(path) == after)
  }

  @Test func unsureBlocksAreLeftAloneAndSaid() async throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(text, to: "a.md")
    let result = try await Program.run(["fences", "--fix", "--write-confidence", "1", path])
    #expect(result.status == 0)
    #expect(result.errors.contains("a.md:3: left alone, untagged, not sure"))
    #expect(try readText(path) == text)
    #expect(try await Program.run(["fences", "--fix", "--check", "--write-confidence", "1", path]).status == 1)
  }

  @Test func standardInputIsFixedToStandardOutput() async throws {
    let result = try await Program.run(
      ["fences", "--fix", "--prefer", "python=py", "-"] + sure, input: "~~~\nx\n~~~\r\n")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("~~~"))
    #expect(result.output.hasSuffix("\nx\n~~~\r\n"))
    #expect(result.output.count > "~~~\nx\n~~~\r\n".count)
  }

  @Test func jsonHasOneObjectABlock() async throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(text, to: "a.md")
    let result = try await Program.run(["fences", "--json", path])
    let objects = try result.lines.map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.map { $0["line"] as? Int } == [3, 7, 12])
    #expect(objects.map { $0["verdict"] as? String } == ["untagged", "left alone", "left alone"])
    #expect(objects[0]["language"] is String)
    #expect(objects[0]["suggestion"] is NSNull)
  }

  @Test func whatCannotBeReadIsSaidAndTheOthersGoOn() async throws {
    let directory = try TemporaryDirectory()
    let good = try directory.write("```python\nx\n```\n", to: "b.md")
    let result = try await Program.run(["fences", directory.file("none.md"), directory.path, good])
    #expect(result.status == 1)
    #expect(result.lines.count == 1)
    #expect(result.errors.contains("none.md: open failed"))
    #expect(result.errors.contains("\(directory.path): not a regular file"))
  }

  @Test(arguments: [
    ["--fix", "--diff", "a.md"], ["--json", "--fix", "a.md"], ["--prefer", "python", "a.md"],
    ["--prefer", "python=a b", "a.md"], ["--write-confidence", "2", "a.md"], [],
  ])
  func wrongUsageIs2(arguments: [String]) async throws {
    #expect(try await Program.run(["fences"] + arguments).status == 2)
  }

  private func run(_ program: String, _ arguments: [String]) async throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
