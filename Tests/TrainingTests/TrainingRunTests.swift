import Classification
import JSON
import TestSupport
import Testing
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole runs on a tiny corpus written here: from JSON lines to a model directory.
@Suite("Training runs", .serialized)
struct TrainingRunTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    _ = try directory.write(Workshop.corpus(80), to: "train.jsonl")
    _ = try directory.write(Workshop.corpus(12), to: "validation.jsonl")
  }

  private static func settings() -> TrainingConfiguration {
    var settings = TrainingConfiguration()
    settings.hiddenSize = 32
    settings.numHiddenLayers = 2
    settings.numAttentionHeads = 2
    settings.intermediateSize = 64
    settings.vocabularySize = 300
    settings.maxLength = 32
    settings.maxTokensPerBatch = 256
    settings.maxSteps = 24
    settings.learningRate = 3e-3
    settings.threads = 2
    settings.precision = .fp32
    settings.emaDecay = 0.9
    settings.evaluationSteps = 8
    settings.checkpointSteps = 4
    settings.loggingSteps = 1
    settings.lineRunShare = 0.3
    settings.noneOfTheseWeight = 0.5
    return settings
  }

  private func run(_ settings: TrainingConfiguration, _ output: String) -> TrainingRun {
    TrainingRun(
      configuration: settings, trainPath: directory.file("train.jsonl"),
      validationPath: directory.file("validation.jsonl"), output: directory.file(output))
  }

  /// Runs and returns the outcome and each step's loss; stops after `stopAfter` steps where given.
  private func losses(
    _ run: TrainingRun, stopAfter: Int? = nil
  ) throws -> (outcome: TrainingRun.Outcome, losses: [Int: Double]) {
    var losses: [Int: Double] = [:]
    var last = 0
    let outcome = try run.run { event in
      guard case .progress(let progress) = event else { return }
      losses[progress.step] = progress.loss
      last = progress.step
    } shouldStop: {
      stopAfter.map { last >= $0 } ?? false
    }
    return (outcome, losses)
  }

  @Test("the same seed gives the same losses to the last bit, another seed others")
  func determinism() throws {
    let first = try losses(run(Self.settings(), "a")).losses
    #expect(first.count == 24)
    #expect(try losses(run(Self.settings(), "b")).losses == first)
    var other = Self.settings()
    other.seed = 43
    #expect(try losses(run(other, "c")).losses != first)
  }

  @Test("a run that is stopped and resumed ends in the same bits as one that is not", arguments: [1, 6, 8, 23])
  func resume(stopAfter: Int) throws {
    let whole = try losses(run(Self.settings(), "whole"))
    var parted = run(Self.settings(), "parted")
    #expect(try losses(parted, stopAfter: stopAfter).outcome == .interrupted(step: stopAfter))
    #expect(throws: TrainingError.self) { try losses(parted) }
    parted.resumes = true
    let rest = try losses(parted)
    #expect(rest.losses == whole.losses.filter { $0.key > stopAfter })
    for file in ["model.safetensors", "calibration.json", "config.json", "tokenizer.json"] {
      let a = try readFile(directory.file("whole/model/" + file))
      #expect(try readFile(directory.file("parted/model/" + file)) == a, "\(file)")
    }
  }

  @Test("learns a tiny set by heart, and what it saves is what answers")
  func overfits() throws {
    var settings = Self.settings()
    settings.maxSteps = 150
    settings.evaluationSteps = 50
    settings.dropout = 0
    settings.lineRunShare = 0
    settings.savePrecision = .f32
    settings.bestMetric = .accuracy
    let outcome = try losses(run(settings, "tiny")).outcome
    let path = directory.file("tiny/model")
    #expect(outcome == .saved(path: path))
    let classifier = try Classifier(modelDirectory: path)
    #expect(classifier.predict("def f7(x):\n    return x + 7\n").language == "python")
    #expect(classifier.predict("int f9(int x) {\n  return x + 9;\n}\n").language == "c")
    let record = try JSONValue(parsing: try readFile(path + "/training.json"))
    #expect(record["validation"]?["accuracy"]?.doubleValue == 1)
    #expect(record["data"]?[0]?["name"]?.stringValue == "train.jsonl")
    #expect(try !readText(path + "/training.json").contains(directory.path))
    let whole = try JSONValue(parsing: try readFile(directory.file("tiny/configuration.json")))
    #expect(whole == settings.json())
  }

  @Test("fine-tuning starts from a model, and says when it needs a new head")
  func fineTuning() throws {
    var settings = Self.settings()
    settings.maxSteps = 40
    _ = try losses(run(settings, "base"))
    var tuned = Self.settings()
    tuned.modelName = directory.file("base/model")
    tuned.freezeBaseModel = true
    tuned.emaDecay = nil
    tuned.maxSteps = 4
    #expect(try losses(run(tuned, "tuned")).losses.count == 4)
    _ = try directory.write(
      (0..<8).map { "{\"text\": \"text \($0)\", \"language\": \"l\($0 % 2)\"}\n" }.joined(), to: "validation.jsonl")
    _ = try directory.write(
      (0..<8).map { "{\"text\": \"text \($0)\", \"language\": \"l\($0 % 2)\"}\n" }.joined(), to: "train.jsonl")
    var notes: [String] = []
    _ = try run(tuned, "other").run {
      if case .note(let words) = $0 { notes.append(words) }
    } shouldStop: {
      false
    }
    #expect(notes.contains { $0.contains("new head") })
  }

  @Test("a checkpoint of another configuration or other data is refused by name")
  func otherRun() throws {
    let first = run(Self.settings(), "r")
    _ = try losses(first, stopAfter: 4)
    var other = first
    other.resumes = true
    other.configuration.learningRate = 1e-4
    let error = #expect(throws: TrainingError.self) { try losses(other) }
    #expect(error?.description.contains("\"learningRate\"") == true)
    other.configuration = first.configuration
    _ = try directory.write(Workshop.corpus(40), to: "train.jsonl")
    let second = #expect(throws: TrainingError.self) { try losses(other) }
    #expect(second?.description.contains("other data") == true)
  }

  @Test("a checkpoint of another tokenizer is refused, though it has the same path")
  func otherTokenizer() throws {
    var settings = Self.settings()
    settings.maxSteps = 8
    _ = try losses(run(settings, "base"))
    var tuned = Self.settings()
    tuned.modelName = directory.file("base/model")
    var tuning = run(tuned, "tuned")
    _ = try losses(tuning, stopAfter: 4)
    tuning.resumes = true
    let path = "base/model/tokenizer.json"
    let text = try readText(directory.file(path))
    var members = try #require(JSONValue(parsing: text).objectValue)
    var model = try #require(members["model"]?.objectValue)
    model["merges"] = .array(Array(try #require(model["merges"]?.arrayValue).dropLast()))
    members["model"] = .object(model)
    _ = try directory.write(JSONValue.object(members).serialized(pretty: true), to: path)
    let error = #expect(throws: TrainingError.self) { try losses(tuning) }
    #expect(error?.description.contains("another tokenizer") == true)
    _ = try directory.write(text, to: path)
    #expect(try losses(tuning).losses[5] != nil)
  }

  @Test("a damaged checkpoint is an error that names the file")
  func damaged() throws {
    var first = run(Self.settings(), "d")
    _ = try losses(first, stopAfter: 4)
    first.resumes = true
    let state = "d/checkpoints/step-000000004/state.json"
    let text = try readText(directory.file(state))
    for damaged in ["", "{}", text.replacing("\"step\"", with: "\"stop\"")] {
      _ = try directory.write(damaged, to: state)
      let error = #expect(throws: TrainingError.self) { try losses(first) }
      #expect(error?.description.contains("state.json") == true)
    }
    _ = try directory.write(text, to: state)
    _ = try directory.write("short", to: "d/checkpoints/step-000000004/tensors.safetensors")
    let error = #expect(throws: TrainingError.self) { try losses(first) }
    #expect(error?.description.contains("tensors.safetensors") == true)
  }

  @Test("a run that is there is refused before anything of it is touched")
  func untouched() throws {
    var other = run(Self.settings(), "u")
    _ = try losses(other, stopAfter: 4)
    let files = ["u/tokenizer.json", "u/log.jsonl", "u/configuration.json"]
    let before = try files.map { try readFile(directory.file($0)) }
    other.configuration.vocabularySize = 280
    #expect(throws: TrainingError.self) { try losses(other) }
    #expect(try files.map { try readFile(directory.file($0)) } == before)
  }

  @Test("a model with fewer positions than maxLength is tuned on as many as it has, which is said")
  func shortModel() throws {
    var settings = Self.settings()
    settings.maxSteps = 4
    _ = try losses(run(settings, "base"))
    let long = String(repeating: "x = 1\\n", count: 400)
    _ = try directory.write(
      Workshop.corpus(20) + "{\"text\": \"\(long)\", \"language\": \"python\"}\n", to: "train.jsonl")
    settings.modelName = directory.file("base/model")
    settings.maxLength = TrainingConfiguration().maxLength
    var notes: [String] = []
    _ = try run(settings, "tuned").run {
      if case .note(let words) = $0 { notes.append(words) }
    } shouldStop: {
      false
    }
    #expect(notes.contains { $0.contains("\"maxLength\" is 32, not 512") })
    let calibration = try JSONValue(parsing: try readFile(directory.file("tuned/model/calibration.json")))
    #expect(calibration["maxLength"]?.intValue == 32)
    let tokenizer = try JSONValue(parsing: try readFile(directory.file("tuned/model/tokenizer_config.json")))
    #expect(tokenizer["model_max_length"]?.intValue == 32)
  }

  @Test(
    "a number that no run comes to is an error that names file and field",
    arguments: [
      ("epoch", .integer(Int.max)), ("window", .integer(Int.max)), ("stepInWindow", .integer(Int.max)),
      ("tokens", .integer(Int.max)), ("step", .integer(-1)), ("skippedSteps", .integer(Int.max)),
      ("optimizerUpdates", .integer(Int.max)), ("seconds", .number(1e300)), ("seconds", .integer(-1)),
      ("best", .string("good")),
    ] as [(String, JSONValue)])
  func exaggerated(field: String, value: JSONValue) throws {
    var first = run(Self.settings(), "x")
    _ = try losses(first, stopAfter: 4)
    first.resumes = true
    let state = "x/checkpoints/step-000000004/state.json"
    var members = try #require(try JSONValue(parsing: try readFile(directory.file(state))).objectValue)
    members[field] = value
    _ = try directory.write(JSONValue.object(members).serializedString(pretty: true), to: state)
    let error = #expect(throws: TrainingError.self) { try losses(first) }
    #expect(error?.description.contains("state.json") == true)
    #expect(error?.description.contains(field) == true)
  }

  @Test("a tokenizer that puts nothing around a text is refused by its path")
  func bareTokenizer() throws {
    var settings = Self.settings()
    settings.maxSteps = 1
    _ = try losses(run(settings, "base"))
    var members = try #require(
      try JSONValue(parsing: try readFile(directory.file("base/tokenizer.json"))).objectValue)
    members["post_processor"] = .null
    _ = try directory.write(JSONValue.object(members).serializedString(pretty: false), to: "bare.json")
    settings.tokenizer = directory.file("bare.json")
    let error = #expect(throws: TrainingError.self) { try losses(run(settings, "bare")) }
    #expect(error?.description.contains("bare.json") == true)
  }

  @Test("the names of special tokens in a text are text, as they are to a classifier")
  func specialNames() throws {
    let lines = (0..<8).map { "{\"text\": \"<mask>\", \"language\": \"l\($0 % 2)\"}\n" }.joined()
    _ = try directory.write(lines, to: "train.jsonl")
    _ = try directory.write(lines, to: "validation.jsonl")
    var settings = Self.settings()
    settings.maxSteps = 1
    settings.lineRunShare = 0
    _ = try losses(run(settings, "names"))
    let record = try JSONValue(parsing: try readFile(directory.file("names/model/training.json")))
    let tokens = try #require(record["tokens"]?.intValue)
    let snippets = try #require(record["snippets"]?.intValue)
    #expect(tokens > 3 * snippets)
  }

  @Test("clearing a directory follows no symbolic link")
  func links() throws {
    _ = try directory.write("kept", to: "elsewhere/file")
    _ = try directory.write("", to: "l/checkpoints/file")
    try #require(symlink(directory.file("elsewhere"), directory.file("l/checkpoints/link")) == 0)
    var settings = Self.settings()
    settings.maxSteps = 1
    _ = try losses(run(settings, "l"))
    #expect(try readText(directory.file("elsewhere/file")) == "kept")
    #expect(throws: (any Error).self) { try readFile(directory.file("l/checkpoints/link/file")) }
  }

  @Test("data that can't be trained on is an error that names the file")
  func badData() throws {
    _ = try directory.write("{\"text\": \"a\", \"language\": \"c\"}\n", to: "train.jsonl")
    let error = #expect(throws: TrainingError.self) { try losses(run(Self.settings(), "e")) }
    #expect(error?.description.contains("train.jsonl") == true)
    _ = try directory.write(Workshop.corpus(8), to: "train.jsonl")
    _ = try directory.write("{\"text\": \"a\", \"language\": \"cobol\"}\n", to: "validation.jsonl")
    let second = #expect(throws: TrainingError.self) { try losses(run(Self.settings(), "e")) }
    #expect(second?.description.contains("validation.jsonl") == true)
  }
}
