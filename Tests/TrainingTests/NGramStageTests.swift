import Classification
import JSON
import NGrams
import Roberta
import TestSupport
import Testing
import Training

/// Whole runs that give a model an n-gram part, keep it, or train it alone.
@Suite("The n-gram stage", .serialized)
struct NGramStageTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  /// An encoder that learns next to nothing, and an n-gram part of the tiny corpus.
  private static var settings: TrainingConfiguration {
    var settings = Workshop.shortSettings
    settings.ngramFeatures = 500
    settings.ngramSize = 8
    settings.ngramEpochs = 3
    return settings
  }

  private func file(_ name: String) throws -> [UInt8] { try readFile(workshop.file(name)) }

  private func json(_ name: String) throws -> JSONValue { try JSONValue(parsing: file(name)) }

  private func model(_ run: String) throws -> Model {
    try ModelDirectory(path: workshop.file("\(run)/model")).load()
  }

  /// Runs, and returns the outcome and the notes; stops once a note has these words.
  @discardableResult
  private func outcome(
    _ run: TrainingRun, stopAt words: String? = nil
  ) throws -> (ending: TrainingRun.Outcome, notes: [String]) {
    var notes: [String] = []
    let ending = try run.run {
      if case .note(let words) = $0 { notes.append(words) }
    } shouldStop: {
      words.map { words in notes.contains { $0.contains(words) } } ?? false
    }
    return (ending, notes)
  }

  private func saved(_ settings: TrainingConfiguration, _ output: String) throws -> [String] {
    let (ending, notes) = try outcome(workshop.run(settings, output))
    #expect(ending == .saved(path: workshop.file("\(output)/model")))
    return notes
  }

  @Test("it answers better than a weak encoder alone, and all figures are of both together")
  func better() throws {
    var without = Self.settings
    without.ngramFeatures = 0
    #expect(try saved(without, "without").allSatisfy { !$0.contains("n-gram") })
    #expect(try model("without").ngrams == nil)
    let notes = try saved(Self.settings, "with")
    #expect(notes.contains { $0.hasPrefix("n-grams: their logits count ") })
    #expect(try file("with/model/model.safetensors") == file("without/model/model.safetensors"))
    let accuracy = try ["without", "with"].map { try #require(json("\($0)/evaluation.json")["accuracy"]?.doubleValue) }
    #expect(accuracy[0] < 1 && accuracy[1] == 1)
    let classifier = try Classifier(modelDirectory: workshop.file("with/model"))
    #expect(classifier.predict("def f99(y):\n    return y\n").language == "python")
    #expect(classifier.predict("int g(int y) {\n  return y;\n}\n").language == "c")
    #expect(try json("with/model/calibration.json") != json("without/model/calibration.json"))
  }

  @Test("training.json says what it is, and without one that there is none")
  func record() throws {
    _ = try saved(Self.settings, "with")
    let part = try #require(model("with").ngrams)
    let record = try #require(json("with/model/training.json")["ngrams"])
    #expect(record["features"]?.intValue == part.featureCount && record["size"] == 8 && record["continued"] == false)
    #expect(record["texts"] == 240)
    #expect(record["factor"]?.doubleValue ?? 0 > 0 && record["loss"]?.doubleValue ?? 9 < 1)
    #expect(try json("with/model/training.json")["configuration"]?["ngramFeatures"] == 500)
    var without = Self.settings
    without.ngramFeatures = 0
    _ = try saved(without, "without")
    #expect(try json("without/model/training.json")["ngrams"] == .null)
  }

  @Test(
    "stopped in it and resumed, it ends in the same bits",
    arguments: ["choosing 500 features", "features of 8 numbers learn", "pass 1 of 3", "pass 3 of 3", "logits count"])
  func interruption(at words: String) throws {
    _ = try saved(Self.settings, "whole")
    var parted = workshop.run(Self.settings, "parted")
    #expect(try outcome(parted, stopAt: words).ending == .interrupted(step: 4))
    #expect(throws: TrainingError.self) { try outcome(parted) }
    parted.resumes = true
    #expect(try outcome(parted).ending == .saved(path: workshop.file("parted/model")))
    for name in ["ngrams.safetensors", "model.safetensors", "calibration.json"] {
      #expect(try file("parted/model/\(name)") == file("whole/model/\(name)"), "\(name)")
    }
  }

  @Test("stopped while several learn, all stop", arguments: ["run 1 of 3, pass 1", "run 3 of 3, pass 1"])
  func interruptionOfSeveral(at words: String) throws {
    _ = try saved(Self.settings, "first")
    let settings = goingOn { ($0.ngramRuns, $0.threads) = (3, 2) }
    guard case .interrupted = try outcome(workshop.run(settings, "stopped"), stopAt: words).ending else {
      Issue.record("it was not stopped")
      return
    }
    #expect((try? file("stopped/model/ngrams.safetensors")) == nil)
  }

  @Test(
    "a checkpoint is of its keys too", arguments: ["ngramFeatures", "ngramSize", "ngramEpochs", "ngramLearningRate"])
  func identity(key: String) throws {
    try outcome(workshop.run(Self.settings, "run"), stopAt: "choosing")
    var other = Self.settings
    try other.merge(json: [key: 7] as JSONValue)
    var resumed = workshop.run(other, "run")
    resumed.resumes = true
    let error = #expect(throws: TrainingError.self) { try outcome(resumed) }
    #expect(error?.description.contains("\"\(key)\" is") == true)
  }

  // MARK: What is learned

  @Test("the label is learned and no teacher's answer; a text without a label is as its distribution")
  func targets() throws {
    let doubt = #""softLabels": {"c": 0.5, "python": 0.5}"#
    let rows = (0..<24).map { number in
      """
      {"text": "alpha \(number % 3)", "language": "python", "softLabels": {"c": 1}}
      {"text": "beta \(number % 3)", "language": "c", "softLabels": {"python": 1}}
      {"text": "gamma \(number % 3)", "language": null, \(doubt)}
      {"text": "delta \(number % 3)", "language": null}
      {"text": "epsilon \(number % 3)", "language": "yaml"}\n
      """
    }
    try workshop.write(rows.joined(), to: "train.jsonl")
    try workshop.write(rows[0], to: "validation.jsonl")
    var settings = Self.settings
    settings.ngramEpochs = 20
    _ = try saved(settings, "run")
    let model = try model("run")
    func logits(_ text: String) throws -> [String: Float] {
      let logits = try #require(model.ngrams).answer(to: Array(text.utf8)).logits
      return Dictionary(uniqueKeysWithValues: zip(model.configuration.id2label, logits))
    }
    let (python, c) = (try logits("alpha 1"), try logits("beta 1"))
    let (either, none) = (try logits("gamma 1"), try logits("delta 1"))
    // Their weight beside the encoder's is folded in: all are measured against what is sure.
    let sure = (python["python"] ?? 0) - (python["c"] ?? 0)
    #expect(sure > 0.1 && (c["c"] ?? 0) - (c["python"] ?? 0) > sure / 2)
    let sides = [either["c"] ?? 0, either["python"] ?? 0]
    #expect(abs(sides[0] - sides[1]) < sure / 2 && (sides.min() ?? 0) > (either["yaml"] ?? 0) + sure / 4)
    let spread = none.values.sorted()
    #expect((spread.last ?? 9) - (spread.first ?? 0) < sure / 2)
  }

  @Test("features are counted by project, so that what one repeats in all of its pages says little")
  func groups() throws {
    func row(_ text: String, _ group: String) -> String {
      Workshop.line(text, text.hasPrefix("q") ? "c" : "python").replacing("}\n", with: ", \"group\": \"\(group)\"}\n")
    }
    // "q" is in 30 pages of one project, "w" on two pages of two.
    let rows = (0..<30).map { row("q", "o/one/\($0).md") } + [row("w", "o/two/a.md"), row("w", "o/three/b.md")]
    try workshop.write(rows.joined(), to: "train.jsonl")
    try workshop.write(rows.joined(), to: "validation.jsonl")
    var settings = Self.settings
    // The line end, which is in three projects, and what is of "w": four runs and a word, in two.
    settings.ngramFeatures = 6
    _ = try saved(settings, "run")
    let part = try #require(model("run").ngrams)
    let (q, w, z) = (part.answer(to: [0x71]).logits, part.answer(to: [0x77]).logits, part.answer(to: [0x7A]).logits)
    #expect(q == z && w != z)
  }

  // MARK: With a model

  @Test("a model keeps its part, which learns on, new languages too")
  func continuation() throws {
    _ = try saved(Self.settings, "first")
    let added = (0..<20).map { Workshop.line("%% unit \($0)\\nforge <~ \($0) :: !;", "foolang") }.joined()
    try workshop.write(Workshop.corpus(80) + added, to: "train.jsonl")
    try workshop.write(Workshop.corpus(12) + added, to: "validation.jsonl")
    var settings = Workshop.shortSettings
    settings.modelName = workshop.file("first/model")
    let notes = try saved(settings, "second")
    #expect(notes.contains { $0.contains("is trained on") })
    let (first, second) = (try #require(model("first").ngrams), try #require(model("second").ngrams))
    #expect(second.keys == first.keys && second.dimensions == 8 && second.classCount == 4)
    #expect(try json("second/model/training.json")["ngrams"]?["continued"] == true)
    let classifier = try Classifier(modelDirectory: workshop.file("second/model"))
    #expect(classifier.predict("%% unit 99\nforge <~ 7 :: !;\n").language == "foolang")
    #expect(classifier.predict("def f99(y):\n    return y\n").language == "python")
  }

  /// A run that goes on with the n-gram part of "first" alone.
  private func goingOn(_ change: (inout TrainingConfiguration) -> Void = { _ in }) -> TrainingConfiguration {
    var settings = TrainingConfiguration()
    settings.modelName = workshop.file("first/model")
    settings.ngramsOnly = true
    settings.ngramLearningRate = 0.5
    change(&settings)
    return settings
  }

  @Test("of several runs the mean of the weights is taken, the start's in it by its share")
  func soup() throws {
    _ = try saved(Self.settings, "first")
    #expect(try saved(goingOn(), "one").allSatisfy { !$0.contains("run 1 of") })
    let notes = try saved(goingOn { $0.ngramRuns = 2 }, "two")
    #expect(notes.contains { $0.contains("run 2 of 2, pass 2 of 2") })
    // As many at once as there are threads, to the same bits.
    for threads in [1, 2, 4] {
      _ = try saved(goingOn { ($0.ngramRuns, $0.threads) = (3, threads) }, "threads-\(threads)")
      let files = try ["threads-\(threads)", "threads-1"].map { try file("\($0)/model/ngrams.safetensors") }
      #expect(files[0] == files[1])
    }
    _ = try saved(goingOn { $0.ngramStartShare = 0.5 }, "half")
    _ = try saved(goingOn { ($0.ngramRuns, $0.ngramStartShare) = (2, 1) }, "start")
    let models = try ["first", "one", "two", "half", "start"].map { try #require(model($0).ngrams) }
    let (first, one, two, half, start) = (models[0], models[1], models[2], models[3], models[4])
    #expect(one.classes.bias != first.classes.bias && two.classes.bias != one.classes.bias)
    for k in first.classes.bias.indices {
      let middle = (first.classes.bias[k] + one.classes.bias[k]) / 2
      #expect(abs(half.classes.bias[k] - middle) < 1e-5)
    }
    #expect(start.classes == first.classes && start.rows == first.rows && start.none == first.none)
    let before = try json("first/model/training.json")["ngrams"]
    var kept = Self.settings
    kept.modelName = workshop.file("first/model")
    kept.ngramStartShare = 1
    _ = try saved(kept, "kept")
    #expect(try #require(model("kept").ngrams).rows == first.rows)
    #expect(try json("kept/model/training.json")["ngrams"]?["texts"] == before?["texts"])
    let alone = try json("start/model/training.json")["ngrams"]
    #expect(alone?["texts"] == before?["texts"] && alone?["before"] == nil && alone?["command"] != nil)
    let record = try json("two/model/training.json")["ngrams"]
    #expect(record?["configuration"]?["ngramRuns"] == 2 && record?["before"]?["texts"] == before?["texts"])
    // It was made in one run with the encoder: with what, stands there now.
    #expect(record?["before"]?["data"] == (try json("first/model/training.json")["data"]))
    // Two runs of two passes, and three passes before.
    let perPass = try #require(before?["texts"]?.intValue) / 3
    #expect(record?["texts"]?.intValue == 4 * perPass)
  }

  @Test("a label that is new has no share of a start that does not know it")
  func newLabelInSoup() throws {
    _ = try saved(Self.settings, "first")
    let added = (0..<20).map { Workshop.line("%% unit \($0)\\nforge <~ \($0) :: !;", "foolang") }.joined()
    try workshop.write(Workshop.corpus(80) + added, to: "train.jsonl")
    try workshop.write(Workshop.corpus(12) + added, to: "validation.jsonl")
    func part(share: Double) throws -> NGramClassifier {
      var settings = Workshop.shortSettings
      settings.modelName = workshop.file("first/model")
      settings.ngramStartShare = share
      _ = try saved(settings, "share-\(share)")
      return try #require(model("share-\(share)").ngrams)
    }
    let (without, with) = (try part(share: 0), try part(share: 0.75))
    let new = try #require(model("share-0.0").configuration.id2label.firstIndex(of: "foolang"))
    #expect(with.classes.bias[new] == without.classes.bias[new])
    #expect(with.classes.bias != without.classes.bias)
  }

  @Test("several runs, or a share of the start, need a part to start from")
  func soupOfNothing() throws {
    for (runs, share) in [(2, 0.0), (1, 0.5)] {
      var settings = Self.settings
      (settings.ngramRuns, settings.ngramStartShare) = (runs, share)
      var error = #expect(throws: ConfigurationError.self) { try settings.validate() }
      #expect(error?.description.contains("modelName") == true)
      var base = Self.settings
      base.ngramFeatures = 0
      _ = try saved(base, "base-\(runs)")
      settings.modelName = workshop.file("base-\(runs)/model")
      error = #expect(throws: ConfigurationError.self) { try outcome(workshop.run(settings, "run-\(runs)")) }
      #expect(error?.description.contains("modelName") == true)
      // It is said before anything is trained.
      #expect((try? file("run-\(runs)/configuration.json")) == nil)
    }
  }

  @Test(
    "alone, it leaves the encoder as it is, to the bit, as it is stored",
    arguments: [SavePrecision.f16, .bf16, .f32])
  func alone(storage: SavePrecision) throws {
    var base = Self.settings
    base.ngramFeatures = 0
    base.savePrecision = storage
    _ = try saved(base, "base")
    // A language that the model lacks is left out.
    let other = Workshop.line("%% unit", "foolang")
    try workshop.write(Workshop.corpus(80) + other, to: "train.jsonl")
    var settings = TrainingConfiguration()
    settings.modelName = workshop.file("base/model")
    settings.ngramsOnly = true
    settings.ngramFeatures = 500
    settings.ngramSize = 8
    settings.ngramEpochs = 3
    let notes = try saved(settings, "run")
    for name in ["model.safetensors", "config.json", "tokenizer.json"] {
      #expect(try file("run/model/\(name)") == file("base/model/\(name)"), "\(name)")
    }
    #expect(notes.contains { $0.contains("of languages not trained: foolang (1)") })
    #expect(try json("run/model/calibration.json")["maxLength"] == json("base/model/calibration.json")["maxLength"])
    #expect(try json("run/evaluation.json")["accuracy"]?.doubleValue == 1)
    let (before, after) = (try json("base/model/training.json"), try json("run/model/training.json"))
    for key in ["steps", "data", "configuration", "tokens"] { #expect(after[key] == before[key], "\(key)") }
    #expect(after["ngrams"]?["configuration"]?["ngramsOnly"] == true)
    #expect(
      after["validation"]
        == JSONValue.object(
          (try json("run/evaluation.json").objectValue ?? [:]).filter {
            ["rows", "accuracy", "macroF1", "expectedCalibrationError", "byLength", "unknown"].contains($0.key)
          }))
    // And once more, from the part that is there now.
    settings.modelName = workshop.file("run/model")
    settings.ngramFeatures = 0
    #expect(try saved(settings, "again").contains { $0.contains("is trained on") })
    #expect(try file("again/model/model.safetensors") == file("base/model/model.safetensors"))
  }

  @Test("alone, it can be stopped, and begins anew")
  func aloneStopped() throws {
    var base = Self.settings
    base.ngramFeatures = 0
    _ = try saved(base, "base")
    var settings = Self.settings
    settings.modelName = workshop.file("base/model")
    settings.ngramsOnly = true
    _ = try saved(settings, "whole")
    var parted = workshop.run(settings, "parted")
    #expect(try outcome(parted, stopAt: "pass 2").ending == .interrupted(step: nil))
    parted.resumes = true
    try outcome(parted)
    #expect(try file("parted/model/ngrams.safetensors") == file("whole/model/ngrams.safetensors"))
  }

  @Test("alone, it refuses a model whose labels have no head, before anything is saved")
  func aloneWithoutHead() throws {
    _ = try saved(Self.settings, "base")
    // A row that the head lacks.
    var configuration = try #require(json("base/model/config.json").objectValue)
    var labels = try #require(configuration["id2label"]?.objectValue)
    labels["\(labels.count)"] = "foolang"
    (configuration["id2label"], configuration["label2id"]) = (.object(labels), nil)
    try workshop.write(JSONValue.object(configuration).serializedString(), to: "base/model/config.json")
    var settings = Self.settings
    settings.modelName = workshop.file("base/model")
    settings.ngramsOnly = true
    let error = #expect(throws: TrainingError.self) { try outcome(workshop.run(settings, "run")) }
    #expect(error?.description.contains("\"ngramsOnly\"") == true)
    #expect(!ModelDirectory(path: workshop.file("run/model")).has(.configuration))
  }

  @Test("a run does not save over the model that it starts from")
  func overItsModel() throws {
    _ = try saved(Self.settings, "base")
    let directory = try workshop.directory.makeDirectory("other")
    try ModelDirectory(path: directory + "/model").save(model("base"))
    var settings = Self.settings
    settings.ngramsOnly = true
    settings.modelName = workshop.file("other/../other/model")
    let error = #expect(throws: TrainingError.self) { try outcome(workshop.run(settings, "other")) }
    #expect(error?.description.contains("\"modelName\"") == true)
    #expect(try model("other").ngrams != nil)
  }

  @Test("alone, it needs a model, and features to begin with")
  func aloneOfNothing() throws {
    var settings = Self.settings
    settings.ngramsOnly = true
    #expect(throws: ConfigurationError.self) { try settings.validate() }
    var base = Self.settings
    base.ngramFeatures = 0
    _ = try saved(base, "base")
    settings.modelName = workshop.file("base/model")
    settings.ngramFeatures = 0
    let error = #expect(throws: ConfigurationError.self) { try outcome(workshop.run(settings, "run")) }
    #expect(error?.description.contains("\"ngramFeatures\"") == true)
  }
}
