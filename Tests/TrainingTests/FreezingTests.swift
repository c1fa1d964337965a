import JSON
import Roberta
import Tensors
import TestSupport
import Testing
import Training

@Suite("What learns in which epoch")
struct FreezingScheduleTests {
  /// The lowest layer by epoch, of a model of three.
  private static let schedules: [([String], [Int])] = [
    ([], [-1, -1]),
    (["--freezeEmbeddings"], [0, 0]),
    (["--freezeBaseModel"], [3, 3]),
    (["--freezeBaseModel", "--unfreezeLastNLayers", "1"], [2, 2]),
    (["--freezeBaseModel", "--unfreezeLastNLayers", "3"], [0, 0]),
    (["--freezeBaseModel", "--gradualUnfreezingEpochs", "1"], [3, 2, 1, 0, -1, -1]),
    (["--freezeBaseModel", "--gradualUnfreezingEpochs", "2", "--unfreezeLastNLayers", "2"], [1, 1, 0, 0, -1, -1]),
    (["--freezeBaseModel", "--gradualUnfreezingEpochs", "1", "--freezeEmbeddings"], [3, 2, 1, 0, 0]),
  ]

  @Test("the schedule is the configuration's", arguments: schedules)
  func schedule(flags: [String], lowest: [Int]) throws {
    var configuration = TrainingConfiguration()
    try configuration.merge(flags: flags)
    let schedule = FreezingSchedule(configuration, numHiddenLayers: 3)
    #expect(lowest.indices.map { schedule.plan(epoch: $0).lowestLayer } == lowest)
  }
}

/// Whole runs that fine-tune a tiny model with layers frozen.
@Suite("Runs with frozen layers", .serialized)
struct FreezingRunTests {
  private let directory: TemporaryDirectory
  private let base: String

  init() throws {
    directory = try TemporaryDirectory()
    try directory.write(Self.corpus(60), to: "train.jsonl")
    try directory.write(Self.corpus(9), to: "validation.jsonl")
    base = directory.file("base/model")
    var settings = TrainingConfiguration()
    settings.hiddenSize = 64
    settings.numHiddenLayers = 3
    settings.numAttentionHeads = 2
    settings.intermediateSize = 96
    settings.vocabularySize = 300
    settings.maxLength = 48
    settings.maxSteps = 2
    settings.threads = 2
    _ = try run(settings, "base").run(emit: { _ in }, shouldStop: { false })
  }

  /// Snippets of three languages, of several lines each.
  private static func corpus(_ count: Int) -> String {
    let kinds: [(String, (Int) -> String)] = [
      ("python", { "def f\($0)(x):\n    return x + \($0)\n\nprint(f\($0)(3))\n" }),
      ("c", { "int f\($0)(int x) {\n  return x + \($0);\n}\n\nint y\($0);\n" }),
      ("yaml", { "key\($0): value\nlist:\n  - \($0)\n  - other\nend: \($0)\n" }),
    ]
    return (0..<count).map { number in
      let (language, text) = kinds[number % kinds.count]
      let line: JSONValue = ["text": .string(text(number)), "language": .string(language)]
      return line.serializedString(pretty: false) + "\n"
    }.joined()
  }

  /// The last layer learns, on random runs of lines with hidden tokens; 15 steps an epoch.
  private func settings(_ flags: [String] = []) throws -> TrainingConfiguration {
    var settings = TrainingConfiguration()
    settings.modelName = base
    settings.maxLength = 48
    settings.batchSize = 4
    settings.epochs = 4
    settings.learningRate = 3e-3
    settings.threads = 2
    settings.precision = .fp32
    settings.emaDecay = 0.9
    settings.evaluationSteps = 6
    settings.checkpointSteps = 30
    settings.loggingSteps = 1
    settings.savePrecision = .f32
    settings.freezeBaseModel = true
    settings.unfreezeLastNLayers = 1
    settings.lineRunShare = 0.5
    settings.wordDropout = 0.1
    try settings.merge(flags: flags)
    return settings
  }

  private func run(_ settings: TrainingConfiguration, _ output: String) -> TrainingRun {
    TrainingRun(
      configuration: settings, trainPath: directory.file("train.jsonl"),
      validationPath: directory.file("validation.jsonl"), output: directory.file(output))
  }

  /// What a run says of itself, without what depends on the time.
  private struct Story: Equatable {
    var losses: [Int: Double] = [:]
    var evaluations: [Int: Double] = [:]
    var notes: [String] = []
    var totalSteps = 0
    /// Of each step.
    var epochs: [Int] = []
  }

  private func story(_ run: TrainingRun, stopAfter: Int? = nil) throws -> Story {
    var story = Story()
    var last = 0
    _ = try run.run { event in
      switch event {
      case .started(_, let total, _, _, _, _): story.totalSteps = total
      case .progress(let progress):
        story.losses[progress.step] = progress.loss
        story.epochs.append(progress.epoch)
        last = progress.step
      case .evaluated(let step, let loss, _, _, _): story.evaluations[step] = loss
      case .note(let words): story.notes.append(words)
      default: break
      }
    } shouldStop: {
      stopAfter.map { last >= $0 } ?? false
    }
    return story
  }

  private func expectSameModel(_ a: String, _ b: String) throws {
    for file in ["model.safetensors", "calibration.json", "config.json"] {
      let bytes = try readFile(directory.file("\(a)/model/\(file)"))
      #expect(try readFile(directory.file("\(b)/model/\(file)")) == bytes, "\(file)")
    }
  }

  private static let modes: [[String]] = [
    [], ["--unfreezeLastNLayers", "0"], ["--unfreezeLastNLayers", "2", "--frozenCropSets", "2", "--precision", "bf16"],
    ["--unfreezeLastNLayers", "1", "--gradualUnfreezingEpochs", "1", "--emaDecay", "null"],
    [
      "--lineRunShare", "0", "--wordDropout", "0", "--gradientAccumulationSteps", "2", "--maxTokensPerBatch", "120",
      "--precision", "fp16",
    ],
  ]

  @Test("with the cache, without it and with one that is too small: the same losses and weights", arguments: modes)
  func cacheChangesNoBit(flags: [String]) throws {
    let with = try story(run(settings(flags), "with"))
    let without = try story(run(settings(flags + ["--frozenCacheMegabytes", "0"]), "without"))
    #expect(with.losses.count > 20 && with.evaluations.count >= 4)
    #expect(with == without)
    try expectSameModel("with", "without")
    #expect(try directoryEntries(directory.file("with")).allSatisfy { !$0.hasSuffix(".tmp") })
  }

  @Test("a cache that is too small says so and changes no bit")
  func smallCache() throws {
    try directory.write(Self.corpus(300), to: "train.jsonl")
    // 300 texts of some 40 tokens of 64 floats, in four sets: 12 MB.
    let flags = ["--frozenCropSets", "4", "--batchSize", "50", "--evaluationSteps", "24", "--lineRunShare", "0"]
    let small = try story(run(settings(flags + ["--frozenCacheMegabytes", "1"]), "small"))
    let large = try story(run(settings(flags), "large"))
    #expect(small.notes.contains { $0.contains("\"frozenCacheMegabytes\" (1)") })
    #expect(!large.notes.contains { $0.contains("\"frozenCacheMegabytes\"") })
    #expect(small.losses == large.losses && small.evaluations == large.evaluations)
    try expectSameModel("small", "large")
  }

  @Test("a stopped run goes on bit for bit, within an epoch and at its end", arguments: modes, [4, 15, 22, 50])
  func resume(flags: [String], stopAfter: Int) throws {
    let whole = try story(run(settings(flags), "whole"))
    var parted = run(try settings(flags), "parted")
    _ = try story(parted, stopAfter: stopAfter)
    parted.resumes = true
    // Nothing of the cache is in a checkpoint, so that it may have another size, or be off.
    if stopAfter == 22 { parted.configuration.frozenCacheMegabytes = 0 }
    let rest = try story(parted)
    #expect(rest.losses == whole.losses.filter { $0.key > stopAfter })
    #expect(rest.evaluations == whole.evaluations.filter { $0.key > stopAfter })
    try expectSameModel("whole", "parted")
  }

  @Test("what random pieces are drawn comes again after so many epochs, or never", arguments: [0, 1, 2])
  func cropSets(count: Int) throws {
    // The whole epoch is one step without learning: its loss tells what was drawn.
    let flags = [
      "--batchSize", "60", "--learningRate", "0", "--dropout", "0", "--evaluationSteps", "4", "--emaDecay", "null",
      "--frozenCropSets", "\(count)",
    ]
    let losses = try story(run(settings(flags), "sets")).losses
    try #require(losses.count == 4)
    func isSame(_ a: Int, _ b: Int) -> Bool { abs((losses[a] ?? 0) - (losses[b] ?? 9)) < 1e-6 }
    #expect(isSame(1, 2) == (count == 1))
    #expect(isSame(1, 3) == (count > 0))
    #expect(isSame(2, 4) == (count > 0))
  }

  @Test("the steps of all epochs are those that were counted", arguments: [["--batchSize", "7"], []])
  func stepCount(flags: [String]) throws {
    let whole = flags + ["--frozenCropSets", "1", "--evaluationSteps", "1000"]
    let story = try story(run(settings(whole), "steps"))
    #expect(story.losses.count == story.totalSteps)
    // Every epoch has as many, so that none is cut short.
    let counts = (0..<4).map { epoch in story.epochs.count { $0 == epoch } }
    #expect(counts == [Int](repeating: story.totalSteps / 4, count: 4))
  }

  @Test("more layers than the model has are refused by name")
  func tooManyLayers() throws {
    let error = #expect(throws: ConfigurationError.self) {
      try story(run(settings(["--unfreezeLastNLayers", "4"]), "many"))
    }
    #expect(error?.description.contains("\"unfreezeLastNLayers\" (4)") == true)
    let second = #expect(throws: ConfigurationError.self) {
      try story(
        run(
          settings(["--unfreezeLastNLayers", "3", "--gradualUnfreezingEpochs", "1", "--freezeEmbeddings"]), "nothing"))
    }
    #expect(second?.description.contains("\"gradualUnfreezingEpochs\"") == true)
  }

  @Test("it is said what learns from when on, and that pieces come again")
  func notes() throws {
    let flags = ["--unfreezeLastNLayers", "1", "--gradualUnfreezingEpochs", "1"]
    let notes = try story(run(settings(flags), "notes")).notes
    #expect(notes.contains("epoch 2: layer 1 and what is above it learns"))
    #expect(notes.contains("epoch 4: everything learns"))
    #expect(notes.contains { $0.contains("\"frozenCropSets\"") })
  }

  @Test("a checkpoint keeps no moments of layers that have not learned")
  func checkpointSize() throws {
    _ = try story(run(settings(["--emaDecay", "null"]), "frozen"), stopAfter: 2)
    let all = ["--emaDecay", "null", "--freezeBaseModel", "false", "--unfreezeLastNLayers", "0"]
    _ = try story(run(settings(all), "all"), stopAfter: 2)
    let name = "checkpoints/step-000000002/tensors.safetensors"
    let sizes = try ["frozen", "all"].map { try readFile(directory.file("\($0)/\(name)")).count }
    #expect(sizes[0] < sizes[1] * 2 / 3)
  }

  @Test("nothing of a damaged checkpoint gets into the run that goes on from the one before, of fewer layers")
  func damagedAfterUnfreezing() throws {
    let flags = ["--gradualUnfreezingEpochs", "1", "--emaDecay", "null", "--checkpointSteps", "14"]
    let whole = try story(run(settings(flags), "whole"))
    var parted = run(try settings(flags), "parted")
    _ = try story(parted, stopAfter: 20)
    parted.resumes = true
    let path = "parted/checkpoints/step-000000020/state.json"
    var members = try #require(try JSONValue(parsing: try readFile(directory.file(path))).objectValue)
    members["layerUpdates"] = [1, 1]
    try directory.write(JSONValue.object(members).serializedString(pretty: true), to: path)
    let rest = try story(parted)
    #expect(rest.notes.contains { $0.contains("going on from the checkpoint of step 14") })
    #expect(rest.losses == whole.losses.filter { $0.key > 14 })
    try expectSameModel("whole", "parted")
  }

  @Test("a checkpoint whose layers are not the model's is an error that names the file or the field")
  func damagedLayerUpdates() throws {
    var first = run(try settings(), "d")
    _ = try story(first, stopAfter: 2)
    first.resumes = true
    let path = "d/checkpoints/step-000000002/state.json"
    var members = try #require(try JSONValue(parsing: try readFile(directory.file(path))).objectValue)
    for wrong in [[1, 1], [-1, 0, 0, 0, 0], "many"] as [JSONValue] {
      members["layerUpdates"] = wrong
      try directory.write(JSONValue.object(members).serializedString(pretty: true), to: path)
      let error = #expect(throws: TrainingError.self) { try story(first) }
      #expect(error?.description.contains("step-000000002") == true)
    }
  }
}

/// Room that there is none of.
private final class NoRoom: StateStorage {
  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool { false }
  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool { false }
}

@Suite("What is kept of frozen layers")
struct KeptFrozenStatesTests {
  @Test("it is let go once no layer is frozen any more")
  func lettingGo() {
    let configuration = RobertaConfiguration(
      vocabSize: 300, hiddenSize: 8, numHiddenLayers: 2, numAttentionHeads: 2, intermediateSize: 16,
      maxPositionEmbeddings: 32, id2label: ["a", "b"])
    var settings = TrainingConfiguration()
    settings.freezeBaseModel = true
    settings.gradualUnfreezingEpochs = 1
    let learner = Learner(
      RobertaParameters(configuration: configuration, seed: 1), settings, pool: ThreadPool(threads: 1))
    weak var kept: FrozenStateCache?
    do {
      let cache = FrozenStateCache(byteLimit: 0, storage: NoRoom())
      learner.keepFrozenStates(in: cache)
      kept = cache
    }
    for epoch in 0...3 {
      learner.prepare(epoch: epoch)
      #expect((kept != nil) == (epoch < 2))
    }
  }
}
