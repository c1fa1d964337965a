import JSON
import TestSupport
import Testing

/// `parlance import` as a user runs it, on directories as Hugging Face publishes them.
@Suite struct ImportTests {
  private static func fixture(_ name: String) -> String { Repository.fixture("pytorch/" + name) }

  /// A Hugging Face directory of the fixtures: the configuration of `kind`, the tokenizer, and files of weights.
  private func checkpoint(_ kind: String, _ weights: [String: String]) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    try directory.write(readFile(Self.fixture("\(kind)/config.json")), to: "in/config.json")
    for name in ["vocab.json", "merges.txt"] {
      try directory.write(readFile(Self.fixture("tokenizer/\(name)")), to: "in/\(name)")
    }
    for (name, source) in weights { try directory.write(readFile(Self.fixture(source)), to: "in/\(name)") }
    return directory
  }

  private func run(_ directory: TemporaryDirectory, _ arguments: String...) async throws -> Program.Result {
    try await Program.run(["import", directory.file("in"), "-o", directory.file("out")] + arguments)
  }

  private static let forms: [[String: String]] = [
    ["model.safetensors": "classifier/model.safetensors"], ["pytorch_model.bin": "classifier/pytorch_model.zip.bin"],
    ["pytorch_model.bin": "classifier/pytorch_model.legacy.bin"],
    [
      "pytorch_model.bin.index.json": "classifier/shards/pytorch_model.bin.index.json",
      "pytorch_model-00001-of-00002.bin": "classifier/shards/pytorch_model-00001-of-00002.bin",
      "pytorch_model-00002-of-00002.bin": "classifier/shards/pytorch_model-00002-of-00002.bin",
    ],
    [
      "model.safetensors.index.json": "classifier/safetensors-shards/model.safetensors.index.json",
      "model-00001-of-00002.safetensors": "classifier/safetensors-shards/model-00001-of-00002.safetensors",
      "model-00002-of-00002.safetensors": "classifier/safetensors-shards/model-00002-of-00002.safetensors",
    ],
  ]

  @Test(arguments: forms) func everyFormOfAClassifierAnswersTheSame(weights: [String: String]) async throws {
    let directory = try checkpoint("classifier", weights)
    let imported = try await run(directory)
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output.contains("3 languages"))
    let names = try directoryEntries(directory.file("out"))
    #expect(names.contains("tokenizer.json") && names.contains("tokenizer_config.json"))
    let answer = try await Program.run(
      ["detect", "--model", directory.file("out"), "--json", "-"], input: "def main():\n    return 0\n")
    #expect(answer.status == 0, "\(answer.errors)")
    #expect(try directoryEntries(directory.path) == ["in", "out"])
  }

  @Test func anEncoderIsImportedAndSaysThatItHasNoHead() async throws {
    let directory = try checkpoint("masked", ["pytorch_model.bin": "masked/pytorch_model.bin"])
    let imported = try await run(directory)
    #expect(imported.status == 0)
    #expect(imported.errors.contains("no classification head"))
    #expect(imported.errors.contains("left out: lm_head.* (7), roberta.embeddings.position_ids"))
    let answer = try await Program.run(["detect", "--model", directory.file("out"), "-"], input: "x = 1")
    #expect(answer.status == 1)
    #expect(answer.errors.contains("config.json: architectures: [\"RobertaModel\"] has no classification head"))
    #expect(answer.errors.contains("parlance train --modelName"))
  }

  @Test func whatIsThereIsReplacedOnlyByForce() async throws {
    let directory = try checkpoint("classifier", Self.forms[0])
    #expect(try await run(directory).status == 0)
    try directory.write("old", to: "out/old.txt")
    let refused = try await run(directory)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--force"))
    #expect(try await run(directory, "--force", "--dtype", "f16").status == 0)
    #expect(try directoryEntries(directory.file("out")).contains("old.txt") == false)
    // A config.json is not enough: other programs have one too.
    for name in ["notes.txt", "config.json"] {
      try directory.write("precious", to: "out2/\(name)")
      let other = try await Program.run(["import", directory.file("in"), "-o", directory.file("out2"), "--force"])
      #expect(other.status == 1 && other.errors.contains("is no model directory"))
      #expect(try readText(directory.file("out2/\(name)")) == "precious")
    }
  }

  @Test func theStoredTypeIsTheOneAskedFor() async throws {
    let directory = try checkpoint("classifier", Self.forms[1])
    var sizes: [Int] = []
    for dtype in ["F32", "F16", "BF16"] {
      #expect(try await run(directory, "--dtype", dtype, "--force").status == 0)
      let bytes = try readFile(directory.file("out/model.safetensors"))
      sizes.append(bytes.count)
      #expect(String(decoding: bytes.prefix(200), as: UTF8.self).contains("\"\(dtype)\""))
    }
    #expect(sizes[0] > sizes[1] + 8000 && abs(sizes[1] - sizes[2]) < 100)
    #expect(try await run(directory, "--dtype", "F8").status == 2)
  }

  @Test(arguments: ["system.zip.bin", "system.legacy.bin", "eval.zip.bin"])
  func hostileFilesLeaveNothing(name: String) async throws {
    let directory = try checkpoint("masked", ["pytorch_model.bin": "hostile/\(name)"])
    let result = try await run(directory)
    #expect(result.status == 1)
    #expect(result.errors.contains("in/pytorch_model.bin: the pickle asks for"))
    #expect(result.errors.contains(name.hasPrefix("system") ? "posix.system" : ".eval"))
    #expect(try directoryEntries(directory.path) == ["in"])
  }

  @Test func whatIsWrongIsNamed() async throws {
    let directory = try checkpoint("masked", [:])
    #expect(try await run(directory).errors.contains("has no weights"))
    let whole = try readFile(Self.fixture("masked/pytorch_model.bin"))
    try directory.write(whole.dropLast(100), to: "in/pytorch_model.bin")
    #expect(try await run(directory).errors.contains("pytorch_model.bin: the file ends"))
    try directory.write(whole, to: "in/pytorch_model.bin")
    var members = try #require(JSONValue(parsing: try readFile(directory.file("in/config.json"))).objectValue)
    for (key, value) in [("num_hidden_layers", 1), ("num_hidden_layers", 3), ("hidden_size", 16)] {
      var changed = members
      changed[key] = .integer(value)
      try directory.write(JSONValue.object(changed).serialized(), to: "in/config.json")
      let result = try await run(directory)
      #expect(result.status == 1)
      #expect(result.errors.contains("in/pytorch_model.bin: roberta."), "\(key): \(result.errors)")
    }
    members["model_type"] = "bert"
    try directory.write(JSONValue.object(members).serialized(), to: "in/config.json")
    #expect(try await run(directory).errors.contains("in/config.json: model_type"))
    #expect(try directoryEntries(directory.path) == ["in"])
  }

  @Test(arguments: [[], ["x"], ["x", "-o"], ["-o", "y"]] as [[String]])
  func wrongUsageIsTwo(arguments: [String]) async throws {
    #expect(try await Program.run(["import"] + arguments).status == 2)
  }

  @Test func helpHasAnExample() async throws {
    let help = try await Program.run(["import", "--help"])
    #expect(help.status == 0)
    #expect(help.output.contains("parlance import CodeBERTa-small-v1 -o models/codeberta"))
  }
}
