import Foundation
import JSON
import TestSupport
import Testing

@Suite struct EvaluateTests {
  private let directory: TemporaryDirectory
  private let data: String

  init() throws {
    directory = try TemporaryDirectory()
    let rows = [
      #"{"text": "x", "language": "css"}"#, #"{"text": "def main():\n    print(\"hello\")", "language": "python"}"#,
      #"{"text": "int main(void) { return 0; }", "language": null}"#,
    ]
    data = try directory.write(rows.joined(separator: "\n") + "\n", to: "data.jsonl")
  }

  @Test func writesAllFiguresAsJSON() async throws {
    let result = try await Program.run(["evaluate", "--data", data, "--json"])
    #expect(result.status == 0)
    let report = try JSONValue(parsing: result.output)
    #expect(report["accuracy"]?.doubleValue == 0.5)
    #expect(report["macroF1"]?.doubleValue == 1.0 / 3)
    #expect(report["byLength"]?["<100"]?["rows"] == 2)
    #expect(report["byLanguage"]?["css"]?["recall"]?.doubleValue == 1)
    #expect(report["confusion"]?["python"]?["css"] == 1)
    #expect(report["unknown"]?["rows"] == 1)
    #expect(report["expectedCalibrationError"]?.doubleValue != nil)
  }

  @Test func writesATable() async throws {
    let result = try await Program.run(["evaluate", "--data", data])
    #expect(result.output.contains("accuracy      50.00 %"))
    #expect(result.errors.isEmpty)
  }

  @Test func tellsProgressToPrograms() async throws {
    let result = try await Program.run(["evaluate", "--data", data, "--progress", "json"])
    #expect(try JSONValue(parsing: result.errors)["done"] == 3)
  }

  @Test func linesThatAreNoSnippetsAreNamed() async throws {
    try directory.write(readText(data) + "nonsense\n", to: "data.jsonl")
    let result = try await Program.run(["evaluate", "--data", data])
    #expect(result.status == 0)
    #expect(result.errors.contains("\(data):4: "))
    #expect(result.errors.contains("\(data): 1 lines are no snippets and were left out"))
    #expect(result.output.contains("rows          2"))
    try directory.write("nonsense\n", to: "data.jsonl")
    #expect(try await Program.run(["evaluate", "--data", data]).status == 1)
  }

  @Test func dataThatIsNotThereIsOne() async throws {
    let result = try await Program.run(["evaluate", "--data", directory.file("none")])
    #expect(result.status == 1)
    #expect(result.errors.contains(directory.file("none")))
    #expect(try await Program.run(["evaluate"]).status == 2)
  }
}

/// `parlance evaluate --calibrate`.
@Suite struct CalibrateTests {
  private let directory: TemporaryDirectory
  private let data: String
  private let model: String

  init() throws {
    directory = try TemporaryDirectory()
    let text = String(repeating: "x ", count: 40)
    let rows = (0..<300).map { #"{"text": "\#(text)\#($0)", "language": "css"}"# }
    data = try directory.write(rows.joined(separator: "\n") + "\n", to: "data.jsonl")
    model = directory.file("model")
    try FileManager.default.copyItem(atPath: Program.model, toPath: model)
  }

  private func files() throws -> [String: [UInt8]] {
    let names = try FileManager.default.contentsOfDirectory(atPath: model)
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try readFile("\(model)/\($0)")) })
  }

  @Test func rewritesTheCalibrationAndNothingElse() async throws {
    let before = try files()
    let result = try await Program.run(["evaluate", "--data", data, "--model", model, "--calibrate"])
    #expect(result.status == 0)
    let after = try files()
    #expect(after.keys.sorted() == Set(before.keys).union(["calibration.json"]).sorted())
    for (name, bytes) in before where name != "calibration.json" { #expect(after[name] == bytes) }
    let calibration = try JSONValue(parsing: try #require(after["calibration.json"]))
    #expect(calibration["rows"] == 300)
    #expect(calibration["fittedOn"] == "data.jsonl")
    #expect(calibration["thresholds"]?["precision"]?.doubleValue == 0.99)
    #expect(calibration["thresholds"]?["languages"]?.objectValue?.isEmpty == false)
    #expect(try await Program.run(["detect", "--model", model, "-"], input: "x").status == 0)
  }

  @Test func severalFilesAreOneAndSayWhatIsNeverGuessed() async throws {
    let more = try directory.write(
      (0..<20).map { #"{"text": "def f\#($0)(): pass", "language": "python"}"# }.joined(separator: "\n"),
      to: "more/data.jsonl")
    let arguments = ["evaluate", "--data", data, "--data", more, "--model", model, "--calibrate"]
    #expect(try await Program.run(arguments + ["--withhold", "exact"]).status == 0)
    let calibration = try JSONValue(parsing: readFile("\(model)/calibration.json"))
    #expect(calibration["rows"] == 320)
    #expect(calibration["fittedOn"]?.stringValue?.hasSuffix("/data.jsonl, more/data.jsonl") == true)
    let withheld = try #require(calibration["withheld"]?["languages"]?.objectValue)
    #expect(withheld["ruby"]?["rows"] == 0)
    #expect(withheld["css"] == nil)
    let listed = try await Program.run(["model", "--languages", "--model", model]).output
    #expect(listed.contains("(never guessed: 0 of 0 validation snippets found)"))
    let answer = try await Program.run(["detect", "--model", model, "--top", "9", "-"], input: "puts 1")
    #expect(answer.status == 0 && !answer.output.contains("ruby"))
  }

  @Test func withholdingGoesWithCalibrating() async throws {
    let result = try await Program.run(["evaluate", "--data", data, "--model", model, "--withhold", "exact"])
    #expect(result.status == 2)
    #expect(try await Program.run(["evaluate", "--data", data, "--calibrate", "--withhold", "most"]).status == 2)
  }

  /// Gives the model an n-gram part, with which it takes one text for C a little, another one a good deal; the arguments that
  /// raise Python, whose the first is, by their labels.
  private func raisingPython() throws -> [String] {
    try FileManager.default.copyItem(
      atPath: Repository.fixture("classification/ngrams.safetensors"), toPath: "\(model)/ngrams.safetensors")
    let rows = (0..<20).flatMap { _ in
      [#"{"text": "fn main() {}", "language": "python"}"#, #"{"text": "package main", "language": "c"}"#]
    }
    let contest = try directory.write(rows.joined(separator: "\n") + "\n", to: "contest.jsonl")
    return ["evaluate", "--data", contest, "--model", model, "--calibrate", "--withhold", "exact", "--raise", "0.2"]
  }

  @Test func raisingChangesTheNGramPartAndSaysSo() async throws {
    let arguments = try raisingPython()
    try directory.write(#"{"steps": 3, "raised": {"ruby": 0.5}}"#, to: "model/training.json")
    let before = try files()
    let result = try await Program.run(arguments)
    #expect(result.status == 0)
    #expect(result.errors.contains("raised, in logits: python "))
    let after = try files()
    let changed = after.keys.filter { after[$0] != before[$0] }.sorted()
    #expect(changed == ["calibration.json", "ngrams.safetensors", "training.json"])
    let training = try JSONValue(parsing: try #require(after["training.json"]))
    #expect(training["steps"] == 3 && training["raised"]?["ruby"]?.doubleValue == 0.5)
    #expect((0.2...1.2).contains(try #require(training["raised"]?["python"]?.doubleValue)))
    let withheld = try JSONValue(parsing: try #require(after["calibration.json"]))["withheld"]?["languages"]
    #expect(withheld?["python"] == nil && withheld?["c"] == nil && withheld?["ruby"] != nil)
  }

  /// What was fitted after the raise is what is fitted to the model that came of it.
  @Test func raisingTwiceChangesNothingMore() async throws {
    let arguments = try raisingPython()
    #expect(try await Program.run(arguments).status == 0)
    let once = try files()
    // There was no record to add to.
    #expect(try JSONValue(parsing: try #require(once["training.json"]))["raised"]?["python"]?.doubleValue != nil)
    let again = try await Program.run(arguments)
    #expect(again.errors.contains("raised, in logits: none"))
    #expect(try files() == once)
  }

  @Test(arguments: ["[1, 2]", "7"]) func raisingNeedsARecordThatIsAnObject(record: String) async throws {
    let arguments = try raisingPython()
    try directory.write(record, to: "model/training.json")
    let before = try files()
    let result = try await Program.run(arguments)
    #expect(result.status == 1 && result.errors.contains("training.json: is no object"))
    #expect(try files() == before)
  }

  @Test func raisingNeedsAnNGramPart() async throws {
    let before = try files()
    let arguments = ["evaluate", "--data", data, "--model", model, "--calibrate"]
    let result = try await Program.run(arguments + ["--withhold", "exact", "--raise", "1"])
    #expect(result.status == 1)
    #expect(result.errors.contains("\(model): has no n-gram part"))
    #expect(try files() == before)
  }

  @Test(arguments: [
    ["--raise", "1"], ["--withhold", "exact", "--raise", "0"], ["--withhold", "exact", "--raise", "nan"],
    ["--withhold", "exact", "--raise", "1", "--raise-steps", "0"], ["--withhold", "exact", "--raise-steps", "9"],
    ["--withhold", "exact", "--raise", "11"], ["--withhold", "exact", "--raise", "1", "--raise-steps", "101"],
  ])
  func raisingIsRefused(options: [String]) async throws {
    let arguments = ["evaluate", "--data", data, "--model", model, "--calibrate"]
    #expect(try await Program.run(arguments + options).status == 2)
  }

  @Test func asksForAModel() async throws {
    let result = try await Program.run(["evaluate", "--data", data, "--calibrate"])
    #expect(result.status == 2)
    #expect(result.errors.contains("--model"))
  }

  @Test func withoutAnyLanguageOfTheModelNothingIsWritten() async throws {
    let other = try directory.write(#"{"text": "x", "language": "foolang"}"# + "\n", to: "other.jsonl")
    let before = try files()
    let result = try await Program.run(["evaluate", "--data", other, "--model", model, "--calibrate"])
    #expect(result.status == 1)
    #expect(result.errors.contains("other.jsonl"))
    #expect(try files() == before)
  }
}
