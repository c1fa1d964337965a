import Foundation
import JSON
import TestSupport
import Testing

/// `parlance report`, `parlance evaluate --report`, and what `parlance train` leaves behind.
@Suite struct ReportTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    let lines = (0..<60).map { number in
      number % 2 == 0
        ? #"{"text": "def f\#(number)(x):\n    return x\n", "language": "python"}"#
        : #"{"text": "</pre><script>f\#(number)(); // c", "language": "c"}"#
    }
    try directory.write(lines.joined(separator: "\n") + "\n", to: "data.jsonl")
  }

  private func train(_ more: [String] = [], style: String = "auto") async throws -> Program.Result {
    try await Program.run(
      [
        "train", "--data", directory.file("data.jsonl"), "--validation", directory.file("data.jsonl"), "--output",
        directory.file("run"), "--hiddenSize", "16", "--numHiddenLayers", "1", "--numAttentionHeads", "2",
        "--intermediateSize", "32", "--vocabularySize", "300", "--maxLength", "32", "--maxSteps", "6",
        "--evaluationSteps", "3", "--loggingSteps", "1", "--threads", "1", "--progress", style,
      ] + more)
  }

  @Test func aRunLeavesItsReportBehind() async throws {
    let result = try await train()
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors.contains("What the run did: \(directory.file("run/report.html"))"))
    #expect(!result.errors.contains("\u{1B}") && !result.errors.contains("\r"))
    let page = try readText(directory.file("run/report.html"))
    #expect(page.contains("Finished.") && page.contains("6 of 6") && page.contains("Confusion"))
    #expect(page.components(separatedBy: "<script>").count == 2)
    #expect(!page.contains(directory.path))
    #expect(try directoryEntries(directory.file("run/tensorboard")).count == 1)
    #expect(try JSONValue(parsing: readFile(directory.file("run/evaluation.json")))["rows"] == 60)
    for line in try readText(directory.file("run/log.jsonl")).split(separator: "\n") {
      #expect(try JSONValue(parsing: String(line))["event"]?.stringValue != nil)
    }
  }

  @Test func programsAreToldOneObjectALine() async throws {
    let result = try await train(["--tensorboard", "false"], style: "json")
    #expect(result.errors.isEmpty)
    let events = try result.lines.map { try JSONValue(parsing: String($0)) }
    #expect(events.first { $0["event"] == "configuration" }?["configuration"]?["seed"] == 42)
    #expect(events.first { $0["event"] == "configuration" }?["data"]?[0]?["name"] == "data.jsonl")
    #expect(!(try directoryEntries(directory.file("run")).contains("tensorboard")))
  }

  @Test func aLogLineThatACrashLeftHalfWrittenTakesNoOtherWithIt() async throws {
    _ = try await train()
    let log = try readText(directory.file("run/log.jsonl"))
    try directory.write(log + #"{"event":"progr"#, to: "run/log.jsonl")
    #expect(try await train(["--resume"]).status == 0)
    let result = try await Program.run(["report", directory.file("run")])
    #expect(result.status == 0)
    let broken = log.split(separator: "\n").count + 1
    #expect(result.errors.contains("log.jsonl:\(broken): "))
    #expect(result.errors.contains("1 lines of the log were left out"))
    let page = try readText(directory.file("run/report.html"))
    #expect(page.contains("resumed</dt><dd>once"))
  }

  @Test func theReportOfARunThatWentWrongNamesTheFile() async throws {
    #expect(try await Program.run(["report", directory.path]).status == 1)
    #expect(try await Program.run(["report", directory.path]).errors.contains(directory.file("log.jsonl")))
    mkfifo(directory.file("log.jsonl"), 0o600)
    #expect(try await Program.run(["report", directory.path]).errors.contains("not a regular file"))
    try directory.write(#"{"event":"saved","accuracy":1.0}"# + "\n", to: "other/log.jsonl")
    try directory.write(#"{"rows": 1}"#, to: "other/evaluation.json")
    let result = try await Program.run(["report", directory.file("other")])
    #expect(result.status == 1)
    #expect(result.errors.contains("evaluation.json: confusion: is missing"))
    #expect(try directoryEntries(directory.file("other")) == ["evaluation.json", "log.jsonl"])
    #expect(try await Program.run(["report"]).status == 2)
  }

  @Test func trainingDoesNotWaitForAPipeInThePlaceOfItsLog() async throws {
    try directory.makeDirectory("run")
    mkfifo(directory.file("run/log.jsonl"), 0o600)
    let result = try await train()
    #expect(result.status == 1)
    #expect(result.errors.contains("log.jsonl: not a regular file"))
  }

  @Test func theReportGoesWhereItIsWanted() async throws {
    try directory.write(#"{"event":"note","message":"hello"}"# + "\n", to: "run/log.jsonl")
    let result = try await Program.run(["report", directory.file("run"), "-o", "-"])
    #expect(result.output.hasPrefix("<!DOCTYPE html>"))
    #expect(try directoryEntries(directory.file("run")) == ["log.jsonl"])
    _ = try await Program.run(["report", directory.file("run"), "-o", directory.file("page.html")])
    #expect(try readText(directory.file("page.html")) == result.output)
  }

  @Test func evaluateWritesAPage() async throws {
    let path = directory.file("page.html")
    let result = try await Program.run(["evaluate", "--data", directory.file("data.jsonl"), "--report", path])
    #expect(result.status == 0)
    #expect(result.output.contains("accuracy"))
    let page = try readText(path)
    #expect(page.contains("model on data.jsonl") && page.contains("&lt;/pre&gt;&lt;script&gt;f"))
    let wrong = ["evaluate", "--data", directory.file("data.jsonl"), "--report", directory.file("none/page.html")]
    #expect(try await Program.run(wrong).status == 2)
  }
}
