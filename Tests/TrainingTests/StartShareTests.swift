import Classification
import Roberta
import Tensors
import TestSupport
import Testing
import Training

/// Runs whose start has a share in the weights that are saved.
@Suite("The start's share", .serialized)
struct StartShareTests {
  private let workshop: Workshop

  init() throws {
    workshop = try Workshop()
    _ = try saved(Self.settings, "start")
  }

  private static var settings: TrainingConfiguration {
    var settings = Workshop.shortSettings
    settings.savePrecision = .f32
    return settings
  }

  /// What a run comes to.
  @discardableResult
  private func saved(_ settings: TrainingConfiguration, _ output: String) throws -> [Float] {
    let ending = try workshop.run(settings, output).run(emit: { _ in }, shouldStop: { false })
    #expect(ending == .saved(path: workshop.file("\(output)/model")))
    let parameters = try ModelDirectory(path: workshop.file("\(output)/model")).load().parameters
    return Array(UnsafeBufferPointer(start: parameters.buffer.pointer, count: parameters.table.totalCount))
  }

  private func goingOn(share: Double) -> TrainingConfiguration {
    var settings = Self.settings
    settings.modelName = workshop.file("start/model")
    settings.learningRate = 1e-2
    settings.startShare = share
    settings.loggingSteps = 1
    return settings
  }

  @Test("the weights that are saved are the mean of the best ones and the start's")
  func mean() throws {
    let model = try ModelDirectory(path: workshop.file("start/model")).load()
    let start = Array(
      UnsafeBufferPointer(start: model.parameters.buffer.pointer, count: model.parameters.table.totalCount))
    let best = try saved(goingOn(share: 0), "best")
    #expect(best != start)
    let quarter = try saved(goingOn(share: 0.25), "quarter")
    for place in best.indices {
      #expect(abs(quarter[place] - (0.75 * best[place] + 0.25 * start[place])) <= 1e-5)
    }
    #expect(try saved(goingOn(share: 1), "same") == start)
  }

  /// A run that was stopped after two steps.
  private func interrupted(_ output: String) throws -> TrainingRun {
    let run = workshop.run(goingOn(share: 0.5), output)
    var steps = 0
    let ending = try run.run {
      if case .progress = $0 { steps += 1 }
    } shouldStop: {
      steps >= 2
    }
    if case .saved = ending { Issue.record("it was to be stopped") }
    return run
  }

  @Test("a resumed run has the same bits, and goes on from no other start")
  func resumption() throws {
    let whole = try saved(goingOn(share: 0.5), "whole")
    var run = try interrupted("parted")
    run.resumes = true
    #expect(try run.run(emit: { _ in }, shouldStop: { false }) == .saved(path: workshop.file("parted/model")))
    let parted = try ModelDirectory(path: workshop.file("parted/model")).load().parameters
    #expect(Array(UnsafeBufferPointer(start: parted.buffer.pointer, count: parted.table.totalCount)) == whole)
    var resumed = try interrupted("other")
    var settings = Self.settings
    settings.seed = 7
    try saved(settings, "start-of-others")
    let model = try ModelDirectory(path: workshop.file("start-of-others/model")).load()
    try ModelDirectory(path: workshop.file("start/model")).save(model)
    resumed.resumes = true
    let error = #expect(throws: TrainingError.self) { try resumed.run(emit: { _ in }, shouldStop: { false }) }
    #expect(error?.description.contains("other weights") == true)
  }

  @Test("a share needs a model, and data of its labels")
  func contradictions() throws {
    var settings = Self.settings
    settings.startShare = 0.5
    var error = #expect(throws: ConfigurationError.self) { try settings.validate() }
    #expect(error?.description.contains("modelName") == true)
    let added = (0..<20).map { Workshop.line("%% unit \($0)", "foolang") }.joined()
    try workshop.write(Workshop.corpus(80) + added, to: "train.jsonl")
    error = #expect(throws: ConfigurationError.self) { try saved(goingOn(share: 0.5), "other") }
    #expect(error?.description.contains("labels") == true)
  }
}
