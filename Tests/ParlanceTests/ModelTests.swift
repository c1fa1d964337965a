import JSON
import TestSupport
import Testing

@Suite struct ModelTests {
  @Test func saysWhichModelAnswersAndWhy() async throws {
    let result = try await Program.run(["model"])
    #expect(result.status == 0)
    #expect(result.errors.isEmpty)
    #expect(result.lines.first.map(String.init) == Program.model)
    #expect(result.output.contains("answers because it is the model named by PARLANCE_MODEL"))
    #expect(result.output.contains("7 languages"))
  }

  @Test func aNamedModelComesFirst() async throws {
    let result = try await Program.run(["model", "--model", Program.model, "--json"], model: "/nonexistent")
    let object = try JSONValue(parsing: result.output)
    #expect(object["path"]?.stringValue == Program.model)
    #expect(object["origin"] == "named")
    #expect(object["languages"]?.arrayValue?.count == 7)
    #expect(object["training"]?.isNull == true)
  }

  /// The tiny model with the n-gram part of the fixtures.
  private func withNGrams() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    for name in ["config.json", "tokenizer.json", "model.safetensors", "calibration.json"] {
      try directory.write(try readFile("\(Program.model)/\(name)"), to: "model/\(name)")
    }
    try directory.write(
      readFile(Repository.fixture("classification/ngrams.safetensors")), to: "model/ngrams.safetensors")
    return directory
  }

  @Test func tellsOfAnNGramPart() async throws {
    let directory = try withNGrams()
    let model = directory.file("model")
    let text = try await Program.run(["model", "--model", model])
    #expect(text.output.contains("beside them 5 n-grams of 2 dimensions, 0.0 MB"))
    let object = try JSONValue(parsing: try await Program.run(["model", "--model", model, "--json"]).output)
    #expect(object["ngrams"] == ["features": 5, "dimensions": 2, "bytes": 130])
    let without = try JSONValue(parsing: try await Program.run(["model", "--json"]).output)
    #expect(without["ngrams"]?.isNull == true)
    #expect(try await !Program.run(["model"]).output.contains("n-grams"))
  }

  @Test func aBrokenNGramPartIsNamed() async throws {
    let directory = try withNGrams()
    try directory.write(readFile("\(Program.model)/model.safetensors"), to: "model/ngrams.safetensors")
    for command in [["model"], ["detect", Repository.root + "/examples/demo/typed.go"]] {
      let result = try await Program.run(command + ["--model", directory.file("model")])
      #expect(result.status == 1)
      #expect(result.output.isEmpty)
      #expect(
        result.errors.contains("model/ngrams.safetensors: __metadata__.format: is \"pt\"; \"parlance-ngrams\" is read"))
    }
  }

  @Test func anImportKeepsTheNGramPart() async throws {
    let directory = try withNGrams()
    let result = try await Program.run([
      "import", directory.file("model"), "-o", directory.file("out"), "--dtype", "F16",
    ])
    #expect(result.status == 0)
    #expect(result.output.contains("5 n-grams"))
    let fixture = Repository.fixture("classification/ngrams.safetensors")
    #expect(try readFile(directory.file("out/ngrams.safetensors")) == readFile(fixture))
  }

  @Test func listsTheLanguages() async throws {
    let result = try await Program.run(["model", "--languages"])
    #expect(result.lines.contains("css     CSS"))
    #expect(result.lines.contains("python  Python"))
    #expect(result.lines.count == 7)
  }

  @Test func aMissingModelIsAnErrorThatNamesThePlace() async throws {
    let result = try await Program.run(["model"], model: "/nonexistent/model")
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("/nonexistent/model: nothing there"))
    #expect(result.errors.contains("parlance train"))
  }

  @Test func aBrokenModelIsAnErrorThatNamesFileAndField() async throws {
    let directory = try TemporaryDirectory()
    try directory.write(#"{"vocab_size": "many"}"#, to: "model/config.json")
    let result = try await Program.run(["model", "--model", directory.file("model")])
    #expect(result.status == 1)
    #expect(result.errors.contains("model/config.json"))
  }

  @Test(arguments: [["--json", "--languages"], ["--nothing"], ["--model"]])
  func wrongUsageIsTwo(arguments: [String]) async throws {
    let result = try await Program.run(["model"] + arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
  }

  @Test func showsWhatTrainingReached() async throws {
    let directory = try TemporaryDirectory()
    for name in ["config.json", "tokenizer.json", "model.safetensors"] {
      try directory.write(try readFile("\(Program.model)/\(name)"), to: "model/\(name)")
    }
    let training = """
      {"data": [{"name": "train.jsonl", "snippets": 120}],
       "ngrams": {"features": 7, "data": [{"name": "train.jsonl", "snippets": 120}, {"name": "more.jsonl"}]},
       "before": {"data": [{"name": "b.jsonl"}], "before": {"data": [{"name": "a.jsonl", "snippets": 3}]}},
       "validation": {"rows": 50, "accuracy": 0.7421, "macroF1": 0.7, "expectedCalibrationError": 0.0312,
                      "byLength": {"<100": {"accuracy": 0.5}, ">=1000": {"accuracy": 1}}}}
      """
    try directory.write(training, to: "model/training.json")
    let output = try await Program.run(["model", "--model", directory.file("model")]).output
    let made = [
      "made from train.jsonl (120 snippets); its n-grams from more.jsonl", "b.jsonl", "a.jsonl (3 snippets)\n",
    ]
    #expect(output.contains(made.joined(separator: ", going on from a model of ")))
    #expect(output.contains("right on 74.2 % of 50 held-out snippets, macro-F1 0.700, calibration error 0.031"))
    #expect(output.contains("by characters: <100 50.0 %, >=1000 100.0 %"))
  }
}
