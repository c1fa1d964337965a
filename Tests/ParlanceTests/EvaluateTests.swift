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
    #expect(result.status == 1)
    #expect(result.errors.contains("\(data):4: "))
    #expect(result.output.contains("rows          2"))
  }

  @Test func dataThatIsNotThereIsOne() async throws {
    let result = try await Program.run(["evaluate", "--data", directory.file("none")])
    #expect(result.status == 1)
    #expect(result.errors.contains(directory.file("none")))
    #expect(try await Program.run(["evaluate"]).status == 2)
  }
}
