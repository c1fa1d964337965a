import Classification
import Corpus
import Evaluation
import JSON
import ModelStore
import NGrams
import Roberta
import TestSupport
import Testing
import Training

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program with a tiny model and a replay set of its three languages, and a workspace to retrain from.
private struct RetrainingHouse {
  let root: TemporaryDirectory
  var retraining: Retraining

  init(ngramFeatures: Int = 0) throws {
    root = try TemporaryDirectory()
    let shop = try Workshop()
    var settings = Workshop.shortSettings
    settings.maxSteps = 150
    settings.ngramFeatures = ngramFeatures
    _ = try shop.run(settings, "run").run(emit: { _ in }, shouldStop: { false })
    try root.makeDirectory("share/parlance")
    try #require(rename(shop.file("run/model"), root.file("share/parlance/model")) == 0)
    try root.write(Workshop.corpus(96), to: "share/parlance/replay/train.jsonl")
    try root.write(Workshop.corpus(60), to: "share/parlance/replay/guard.jsonl")
    for number in 0..<20 {
      try root.write("%% unit \(number)\nforge <~ \(number) :: !;\n", to: "work/src/\(number).foo")
    }
    try root.write("a = 1\n", to: "work/a.py")
    try root.write("import os\nprint(os.name)\n", to: "work/b.py")
    try root.write("*.foo linguist-language=Foolang\n", to: "work/.gitattributes")
    retraining = Retraining(workspaces: [root.file("work")])
    retraining.dataFiles = DataFiles(executable: root.file("bin/parlance"))
    retraining.environment = ModelEnvironment { _ in nil }
    retraining.configuration.threads = 1
    retraining.configuration.learningRate = 3e-3
    retraining.configuration.maxSteps = 400
    retraining.configuration.earlyStoppingPatience = nil
    retraining.configuration.evaluationSteps = 50
    retraining.configuration.precision = .fp32
    retraining.configuration.maxTokensPerBatch = 512
    retraining.configuration.dropout = 0
  }

  var programModel: String { root.file("share/parlance/model") }

  func run(
    emit: @escaping (RetrainingEvent) -> Void = { _ in }, shouldStop: @escaping () -> Bool = { false }
  ) -> RetrainingOutcome {
    retraining.run(emit: emit, shouldStop: shouldStop)
  }

  /// The failure that it ends with.
  func failure(shouldStop: @escaping () -> Bool = { false }) throws -> RetrainingFailure {
    guard case .failed(let failure) = run(shouldStop: shouldStop) else { throw Unexpected() }
    return failure
  }

  /// The report that it ends with.
  func report(emit: @escaping (RetrainingEvent) -> Void = { _ in }) throws -> RetrainingReport {
    switch run(emit: emit) {
    case .retrained(let report): return report
    case .failed(let failure): throw failure
    }
  }

  private struct Unexpected: Error {}

  var versions: ModelVersions { ModelVersions(workspace: root.file("work")) }
}

@Suite("Retraining from a workspace")
struct RetrainingTests {
  private var house: RetrainingHouse

  init() throws { house = try RetrainingHouse() }

  @Test("a language of the user's own becomes a label, and the better model answers")
  func adopted() throws {
    var events: [JSONValue] = []
    let report = try house.report { events.append($0.json()) }
    #expect(report.isAdopted, "\(report.reason)")
    #expect(report.newLanguages == ["Foolang"])
    #expect(house.versions.answering?.path == report.model)
    #expect(house.versions.answering?.languages == 4)
    let kinds = events.compactMap { $0["event"]?.stringValue }
    for kind in ["began", "collecting", "collected", "configuration", "started", "evaluated", "saved", "comparing"] {
      #expect(kinds.contains(kind), "\(kind)")
    }
    let collected = events.first { $0["event"] == "collected" }
    #expect(collected?["newLanguages"] == ["Foolang"] && collected?["snippets"]?.intValue == 22)
    let calibration = try JSONValue(parsing: readText(report.model + "/calibration.json"))
    // Not on the workspace's few held-out rows alone.
    #expect(calibration["rows"]?.intValue ?? 0 > 45)
  }

  @Test("a model's n-gram part learns the new language too; where there is none, none is made", arguments: [0, 500])
  func ngrams(features: Int) throws {
    let house = try RetrainingHouse(ngramFeatures: features)
    let report = try house.report()
    #expect(report.isAdopted, "\(report.reason)")
    let model = try ModelDirectory(path: report.model).load()
    let before = try ModelDirectory(path: house.programModel).load()
    #expect(model.ngrams?.keys == before.ngrams?.keys && (model.ngrams == nil) == (features == 0))
    guard let part = model.ngrams else { return }
    let logits = part.answer(to: Array("%% unit 77\nforge <~ 78 :: !;".utf8)).logits
    #expect(logits.count == 4 && logits.firstIndex(of: logits.max() ?? 0) == 3)
    #expect(model.configuration.id2label.last == "Foolang")
  }

  @Test("the n-gram part alone is nothing to retrain")
  mutating func ngramsOnly() throws {
    house.retraining.configuration.ngramsOnly = true
    #expect(try house.failure().message.contains("\"ngramsOnly\""))
  }

  @Test("what a run leaves is its log, its figures and what has changed, and only of the last runs")
  func leftBehind() throws {
    let report = try house.report()
    let run = Path.parent(report.page)
    #expect(
      try filesRecursively(in: run).sorted() == [
        ".lock", "comparison.json", "configuration.json", "evaluation.json", "log.jsonl",
      ])
    let comparison = try JSONValue(parsing: readText(run + "/comparison.json"))
    #expect(comparison["adopted"] == true)
    #expect(comparison["changes"]?["workspace"]?.arrayValue?.isEmpty == false)
    #expect(report.json()["event"] == "retrained" && comparison["workspace"] == report.json()["workspace"])
    for name in ["20200101T000000Z", "20200102T000000Z", "20200103T000000Z"] {
      try house.root.write("", to: "work/.parlance/training/\(name)/checkpoints/step-1/tensors.safetensors")
      try house.root.write("", to: "work/.parlance/training/\(name)/snippets.jsonl")
    }
    _ = try house.report()
    let runs = try directoryEntries(house.versions.trainingPath).filter { !$0.hasPrefix(".") }
    #expect(runs.count == 3 && runs.first == "20200103T000000Z")
    #expect(try filesRecursively(in: house.versions.trainingPath + "/20200103T000000Z").isEmpty)
  }

  @Test("the second starts from the first and keeps its labels; what was held out stays so")
  mutating func again() throws {
    let first = try house.report()
    let run = Path.parent(first.page)
    let before = try JSONValue(parsing: readText(run + "/comparison.json"))["workspace"]?["rows"]
    house.retraining.configuration.learningRate = 0
    let second = try house.report()
    #expect(!second.isAdopted && second.model == first.model && second.newLanguages.isEmpty)
    #expect(second.rule.workspace.rows == before?.intValue)
    #expect(second.rule.workspace.before == first.rule.workspace.after)
    #expect(second.reason.hasPrefix("Not adopted: no better"))
  }

  @Test("a model that is worse is not taken over, and the one that answered stays")
  mutating func worse() throws {
    house.retraining.configuration.learningRate = 3
    house.retraining.configuration.maxGradNorm = 0
    house.retraining.configuration.bestMetric = .accuracy
    house.retraining.configuration.evaluationSteps = 400
    switch house.run() {
    case .retrained(let report):
      #expect(!report.isAdopted)
      #expect(report.model == house.programModel)
    case .failed(let failure): #expect(failure.reason == .error)
    }
    #expect(house.versions.pointer == .none && house.versions.all.isEmpty)
  }

  @Test("two on one workspace don't train at once")
  func busy() throws {
    let lock = try house.versions.lockForTraining()
    let failure = try house.failure()
    #expect(failure.reason == .busy && failure.message.contains("process \(getpid())"))
    withExtendedLifetime(lock) {}
  }

  @Test("it can be stopped at every moment, and leaves the old model and nothing half done")
  func stopped() throws {
    // How often it asks in a whole run.
    var asked = 0
    let outcome = house.run(shouldStop: {
      asked += 1
      return false
    })
    guard case .retrained = outcome else { return #expect(Bool(false), "\(outcome)") }
    _ = try house.versions.rollback()
    removeTree(house.versions.directory)
    for moment in stride(from: 1, through: asked, by: max(1, asked / 12)) {
      var count = 0
      let failure = try house.failure(shouldStop: {
        count += 1
        return count >= moment
      })
      #expect(failure.reason == .stopped)
      #expect(house.versions.pointer == .none)
      let left = try filesRecursively(in: house.versions.trainingPath)
      #expect(left.allSatisfy { !$0.contains("model/") && !$0.contains("checkpoints/") && !$0.hasSuffix(".tmp") })
    }
  }

  @Test("folders that are no workspace, or have too little, are told by name")
  mutating func nothingToLearn() throws {
    house.retraining.workspaces = [house.root.file("none")]
    #expect(
      try house.failure()
        == RetrainingFailure(
          .error, "\(house.root.file("none")): opendir failed: No such file or directory"))
    house.retraining.workspaces = [house.root.file("work/a.py")]
    #expect(try house.failure().message.contains("work/a.py"))
    try house.root.write("a\0b", to: "empty/data.bin")
    house.retraining.workspaces = [house.root.file("empty")]
    #expect(try house.failure().reason == .noSnippets)
    try house.root.write("a = 1\n", to: "single/a.py")
    house.retraining.workspaces = [house.root.file("single")]
    #expect(try house.failure().reason == .noSnippets)
    // A second folder that is gone is left out.
    house.retraining.workspaces = [house.root.file("work"), house.root.file("none")]
    var notes: [String] = []
    _ = house.run { if case .note(let words) = $0 { notes.append(words) } }
    #expect(notes.contains { $0.contains("none") && $0.contains("left out") })
  }

  @Test("a new language with hardly a file is left out, and said")
  func scarce() throws {
    for number in 0..<3 { try house.root.write("|> \(number)\n", to: "work/\(number).bar") }
    try house.root.write("*.foo linguist-language=Foolang\n*.bar linguist-language=Bar\n", to: "work/.gitattributes")
    var notes: [String] = []
    let report = try house.report { if case .note(let words) = $0 { notes.append(words) } }
    #expect(report.newLanguages == ["Foolang"])
    #expect(notes.contains { $0.hasPrefix("Bar is left out") })
  }

  @Test("corrections are learned from, each several times")
  mutating func corrections() throws {
    let lines = ["work: here", "bad line", #"{"text": "key: 1", "language": "yaml"}"#]
    try house.root.write(lines.joined(separator: "\n"), to: "work/.parlance/corrections.jsonl")
    var notes: [String] = []
    var snippets = 0
    _ = try house.report { event in
      if case .note(let words) = event { notes.append(words) }
      if case .training(.started(_, _, _, let train, _, _)) = event { snippets = train }
    }
    #expect(notes.contains { $0.contains("2 lines that are no corrections") })
    #expect(notes.contains { $0.hasPrefix("1 corrections") })
    // From the same model again, and not from the one that has just learned.
    removeTree(house.versions.directory)
    var without = 0
    _ = house.run { if case .training(.started(_, _, _, let train, _, _)) = $0 { without = train } }
    #expect(snippets == without + 4)
  }

  @Test("corrections that are no file, but a pipe that nobody writes to, are left out and said")
  mutating func correctionsFromNoFile() throws {
    let pipe = house.root.file("pipe")
    try #require(mkfifo(pipe, 0o600) == 0)
    house.retraining.corrections = [pipe, house.root.path, house.root.file("missing")]
    house.retraining.configuration.maxSteps = 1
    var notes: [String] = []
    _ = try house.report { if case .note(let words) = $0 { notes.append(words) } }
    #expect(notes.filter { $0.hasSuffix("is no file, and was left out") }.count == 2)
  }

  @Test("a disk that is full once the new model answers is no failure of the training")
  func reportThatCannotBeWritten() throws {
    var notes: [String] = []
    let report = try house.report { event in
      if case .began(let run) = event {
        // A directory that is not empty is in the file's way.
        let name = run.dropFirst(house.root.path.count + 1)
        do { try house.root.write("", to: "\(name)/comparison.json/x") } catch { Issue.record(error) }
      }
      if case .note(let words) = event { notes.append(words) }
    }
    #expect(report.isAdopted && house.versions.answering?.path == report.model)
    #expect(notes.contains { $0.contains("comparison.json: not a regular file") })
  }

  @Test("a folder that can't be written is an error that names it")
  func unwritable() throws {
    try house.root.write("", to: "work/.parlance")
    let failure = try house.failure()
    #expect(failure.reason == .error && failure.message.contains("work/.parlance"))
  }

  @Test("a model that was changed meanwhile is not replaced")
  func changed() throws {
    let other = house.root.file("other")
    let program = house.programModel
    try house.root.makeDirectory("other")
    for name in try directoryEntries(program) {
      try house.root.write(readFile("\(program)/\(name)"), to: "other/\(name)")
    }
    let versions = house.versions
    var isChanged = false
    let outcome = house.run { event in
      guard case .comparing = event, !isChanged else { return }
      isChanged = true
      _ = try? versions.use(other)
    }
    guard case .failed(let failure) = outcome else { return #expect(Bool(false), "\(outcome)") }
    #expect(failure.message.contains("another model was put there"))
    #expect(house.versions.all.count == 1)
  }
}

private enum Path {
  static func parent(_ path: String) -> String { String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) }
}
