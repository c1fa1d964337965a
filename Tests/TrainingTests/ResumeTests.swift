import JSON
import TestSupport
import Testing
import Training

/// Runs that are stopped, damaged, repeated or met by another one.
@Suite("Resumption and repetition", .serialized)
struct ResumeTests {
  private let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private static var settings: TrainingConfiguration {
    var settings = Workshop.shortSettings
    settings.maxSteps = 12
    settings.batchSize = 4
    settings.gradientAccumulationSteps = 3
    settings.evaluationSteps = 4
    settings.checkpointSteps = 2
    settings.checkpointLimit = 2
    settings.loggingSteps = 1
    settings.emaDecay = 0.9
    settings.lineRunShare = 0.3
    return settings
  }

  /// Runs to the end or until `shouldStop` is asked for the time `stopAt`, and returns what it told.
  private func events(_ run: TrainingRun, stopAt: Int? = nil) throws -> [TrainingEvent] {
    var events: [TrainingEvent] = []
    var asked = 0
    _ = try run.run {
      events.append($0)
    } shouldStop: {
      asked += 1
      return stopAt.map { asked >= $0 } ?? false
    }
    return events
  }

  private func losses(_ events: [TrainingEvent]) -> [Int: Double] {
    var losses: [Int: Double] = [:]
    for case .progress(let progress) in events { losses[progress.step] = progress.loss }
    return losses
  }

  private func notes(_ events: [TrainingEvent]) -> [String] {
    events.compactMap { if case .note(let words) = $0 { words } else { nil } }
  }

  private func weights(_ name: String) throws -> [UInt8] {
    try readFile(workshop.file(name + "/model/model.safetensors"))
  }

  @Test("stopped wherever it asks, and resumed each time, it ends in the same bits")
  func everywhere() throws {
    _ = try events(workshop.run(Self.settings, "whole"))
    var parted = workshop.run(Self.settings, "parted")
    var stops = 0
    var stopsInEvaluations = 0
    // The first two questions come before the first step, the others between batches, after steps, in evaluations.
    while try !events(parted, stopAt: 4 + stops % 4).contains(where: { if case .saved = $0 { true } else { false } }) {
      parted.resumes = true
      stops += 1
      let newest = try directoryEntries(workshop.file("parted/checkpoints")).last ?? ""
      let state = try JSONValue(parsing: try readFile(workshop.file("parted/checkpoints/\(newest)/state.json")))
      if state["isEvaluationPending"]?.boolValue == true { stopsInEvaluations += 1 }
      try #require(stops < 200)
    }
    #expect(stopsInEvaluations > 0)
    #expect(stops > 5)
    #expect(try weights("parted") == weights("whole"))
    let best = try JSONValue(parsing: try readFile(workshop.file("whole/model/training.json")))["bestStep"]
    #expect(try JSONValue(parsing: try readFile(workshop.file("parted/model/training.json")))["bestStep"] == best)
  }

  @Test("the configuration that a run leaves repeats it to the last bit", arguments: [1, 2])
  func repetition(threads: Int) throws {
    var settings = Self.settings
    settings.threads = threads
    settings.classWeights = .effectiveNumber
    let first = losses(try events(workshop.run(settings, "first")))
    #expect(first.count == 12)
    var again = TrainingConfiguration()
    try again.merge(file: workshop.file("first/configuration.json"))
    #expect(losses(try events(workshop.run(again, "second"))) == first)
    #expect(try weights("second") == weights("first"))
  }

  @Test("also a run that starts from a model, with sizes, threads and length as they came to be")
  func repetitionOfTuning() throws {
    _ = try events(workshop.run(Workshop.shortSettings, "base"))
    var settings = TrainingConfiguration()
    settings.modelName = workshop.file("base/model")
    settings.maxSteps = 3
    settings.loggingSteps = 1
    let first = losses(try events(workshop.run(settings, "first")))
    var again = TrainingConfiguration()
    try again.merge(file: workshop.file("first/configuration.json"))
    #expect(again.maxLength == 32 && again.threads != nil)
    #expect(losses(try events(workshop.run(again, "second"))) == first)
  }

  @Test("a damaged checkpoint gives way to the one before, which is said, and the end is the same", arguments: [0, 1])
  func fallback(kind: Int) throws {
    _ = try events(workshop.run(Self.settings, "whole"))
    var run = workshop.run(Self.settings, "run")
    let stopped = try events(run, stopAt: 28)
    let last = stopped.reduce(0) { if case .checkpoint(let step) = $1 { step } else { $0 } }
    let names = try directoryEntries(workshop.file("run/checkpoints")).filter { $0.hasPrefix("step-") }
    try #require(names.count >= 2)
    let newest = "run/checkpoints/" + (names.last ?? "")
    let damaged = newest + (kind == 0 ? "/state.json" : "/tensors.safetensors")
    let bytes = try readFile(workshop.file(damaged))
    _ = try workshop.directory.write(bytes.prefix(bytes.count / 2), to: damaged)
    run.resumes = true
    let resumed = try events(run)
    let note = try #require(notes(resumed).first { $0.contains("going on from") })
    #expect(note.contains(kind == 0 ? "state.json" : "tensors.safetensors") && note.contains("before it"))
    var first = last
    for case .started(let step, _, _, _, _, _) in resumed { first = step }
    #expect(first < last)
    #expect(try weights("run") == weights("whole"))
  }

  @Test("the checkpoint and the weights of the best step are never dropped")
  func best() throws {
    var settings = Self.settings
    settings.checkpointLimit = 1
    settings.learningRate = 0.5
    settings.evaluationSteps = 2
    let told = try events(workshop.run(settings, "run"))
    var best = 0
    for case .evaluated(let step, _, _, _, true) in told { best = step }
    try #require(best > 0 && best < 12)
    let names = try directoryEntries(workshop.file("run/checkpoints"))
    #expect(names == ["best.safetensors", name(best), name(12)])
  }

  private func name(_ step: Int) -> String {
    "step-" + String(repeating: "0", count: 9 - String(step).count) + String(step)
  }

  @Test("a second run in the same directory is refused while the first one goes on")
  func locked() throws {
    let run = workshop.run(Self.settings, "run")
    var words: [String] = []
    _ = try run.run { event in
      guard case .progress = event, words.isEmpty else { return }
      var other = run
      other.resumes = true
      do { _ = try other.run(emit: { _ in }, shouldStop: { false }) } catch { words.append("\(error)") }
    } shouldStop: {
      false
    }
    #expect(words == ["\(workshop.file("run")): another process is training in this directory"])
  }

  @Test("what a killed process left unfinished is swept away when the run goes on")
  func sweep() throws {
    var run = workshop.run(Self.settings, "run")
    _ = try events(run, stopAt: 12)
    for name in [
      ".log.jsonl.77-abc.tmp", "checkpoints/.step-000000009.77.5.tmp/state.json", "model/.config.json.7-a.tmp",
    ] {
      _ = try workshop.directory.write("half", to: "run/" + name)
    }
    run.resumes = true
    _ = try events(run)
    #expect(try !filesRecursively(in: workshop.file("run")).contains { $0.contains(".tmp") })
  }
}
