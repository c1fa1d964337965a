import JSON
import Roberta
import Safetensors
import Tensors
import TestSupport
import Testing
import Training

/// The optimizer and the loss, held against PyTorch (Fixtures/roberta/generate.py).
@Suite("Training against PyTorch")
struct ReferenceTests {
  /// The reference's model, batch and numbers.
  private struct Reference {
    let parameters: RobertaParameters
    let batch: TokenBatch
    let numbers: SafetensorsFile
    let scalars: JSONValue

    init() throws {
      let directory = Repository.fixture("roberta")
      scalars = try JSONValue(parsing: try readFile(directory + "/reference.json"))
      numbers = try SafetensorsFile(path: directory + "/reference.safetensors")
      let json = try JSONValue(parsing: try readFile(directory + "/model/config.json"))
      parameters = RobertaParameters(configuration: try RobertaConfiguration(json: json))
      let weights = try SafetensorsFile(path: directory + "/model/model.safetensors")
      for descriptor in parameters.table.descriptors {
        try weights.copyFloats(descriptor.name, into: parameters[descriptor.name])
      }
      let ids = Self.integers("inputIDs", numbers)
      let offsets = Self.integers("sequenceOffsets", numbers).map(Int.init)
      let sequences = zip(offsets, offsets.dropFirst()).map { Array(ids[$0..<$1]) }
      batch = TokenBatch(packed: PackedBatch(sequences), targets: Self.integers("labels", numbers))
    }

    private static func integers(_ name: String, _ file: SafetensorsFile) -> [Int32] {
      guard let bytes = file.bytes(name) else { return [] }
      return (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
    }

    func floats(_ name: String) throws -> [Float] {
      var values = [Float](repeating: 0, count: numbers.info(name)?.elementCount ?? 0)
      try values.withUnsafeMutableBufferPointer { try numbers.copyFloats(name, into: $0) }
      return values
    }

    var optimizer: JSONValue { scalars["optimizer"] ?? .null }
    func doubles(_ key: String) -> [Double] { (optimizer[key]?.arrayValue ?? []).compactMap(\.doubleValue) }
  }

  private static func settings(learningRate: Double = 1e-3) -> TrainingConfiguration {
    var settings = TrainingConfiguration()
    settings.dropout = 0
    settings.learningRate = learningRate
    settings.weightDecay = 0.01
    settings.precision = .fp32
    return settings
  }

  @Test("ten AdamW steps with clipping, warm-up and decay give PyTorch's losses, norms and parameters")
  func tenSteps() throws {
    let reference = try Reference()
    let learner = Learner(reference.parameters, Self.settings(), pool: ThreadPool(threads: 2))
    let schedule = LearningRateSchedule(kind: .linear, peak: 1e-3, warmupSteps: 2, totalSteps: 10)
    #expect(reference.doubles("losses").count == 10)
    for step in 0..<10 {
      let rate = schedule.rate(at: step)
      #expect(abs(rate - reference.doubles("learningRates")[step]) < 1e-12)
      let outcome = learner.step([reference.batch], number: step, learningRate: rate)
      #expect(outcome.isApplied)
      #expect(abs(outcome.sums.meanLoss - reference.doubles("losses")[step]) < 2e-4)
      let norm = reference.doubles("gradientNorms")[step]
      #expect(abs(outcome.gradientNorm - norm) < 1e-3 * norm)
    }
    learner.settle()
    for descriptor in reference.parameters.table.descriptors where !descriptor.name.hasSuffix("self.key.bias") {
      let wanted = try reference.floats("after." + descriptor.name)
      let got = reference.parameters[descriptor.name]
      let largest = zip(got, wanted).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
      #expect(largest < 1e-4, "\(descriptor.name)")
    }
  }

  @Test("two accumulated batches make the step that one batch of both makes")
  func accumulation() throws {
    let whole = try Reference()
    let halves = try Reference()
    var settings = Self.settings()
    let one = Learner(whole.parameters, settings, pool: ThreadPool(threads: 1))
    settings.gradientAccumulationSteps = 2
    let two = Learner(halves.parameters, settings, pool: ThreadPool(threads: 1))
    let parts = [halves.batch.selecting(0..<2), halves.batch.selecting(2..<7)]
    for step in 0..<3 {
      let a = one.step([whole.batch], number: step, learningRate: 1e-3)
      let b = two.step(parts, number: step, learningRate: 1e-3)
      #expect(abs(a.sums.meanLoss - b.sums.meanLoss) < 1e-4)
      #expect(abs(a.gradientNorm - b.gradientNorm) < 1e-3 * a.gradientNorm)
      #expect(b.snippets == 7)
    }
  }

  @Test("a gradient that is no finite number changes nothing and is told")
  func nonFinite() throws {
    let reference = try Reference()
    let learner = Learner(reference.parameters, Self.settings(), pool: ThreadPool(threads: 1))
    _ = learner.step([reference.batch], number: 0, learningRate: 1e-3)
    reference.parameters["classifier.out_proj.weight"][0] = .infinity
    let before = reference.parameters.buffer.array
    let outcome = learner.step([reference.batch], number: 1, learningRate: 1e-3)
    #expect(!outcome.isApplied)
    #expect(reference.parameters.buffer.array == before)
    reference.parameters["classifier.out_proj.weight"][0] = 0
    #expect(learner.step([reference.batch], number: 2, learningRate: 1e-3).isApplied)
  }

  @Test("gradual unfreezing gives the losses, norms and parameters of PyTorch's add_param_group")
  func gradualUnfreezing() throws {
    let reference = try Reference()
    let json = try JSONValue(parsing: try readFile(Repository.fixture("roberta/unfreezing.json")))
    func doubles(_ key: String) -> [Double] { (json[key]?.arrayValue ?? []).compactMap(\.doubleValue) }
    var settings = Self.settings()
    settings.freezeBaseModel = true
    settings.gradualUnfreezingEpochs = 1
    let before = reference.parameters.copy()
    let learner = Learner(reference.parameters, settings, pool: ThreadPool(threads: 2))
    let (rates, losses, norms) = (doubles("learningRates"), doubles("losses"), doubles("gradientNorms"))
    #expect(losses.count == 10)
    for step in 0..<10 {
      // Two steps an epoch: the head, three layers, the embeddings.
      let epoch = step / 2
      #expect((learner.prepare(epoch: epoch) != nil) == (step > 0 && step % 2 == 0))
      let outcome = learner.step([reference.batch], number: step, learningRate: rates[step])
      #expect(abs(outcome.sums.meanLoss - losses[step]) < 2e-4, "step \(step)")
      #expect(abs(outcome.gradientNorm - norms[step]) < 1e-3 * norms[step], "step \(step)")
      for descriptor in before.table.descriptors where descriptor.layer < 3 - epoch {
        #expect(Array(before[descriptor.name]) == Array(reference.parameters[descriptor.name]))
      }
    }
    let after = try SafetensorsFile(path: Repository.fixture("roberta/unfreezing.safetensors"))
    for descriptor in before.table.descriptors where !descriptor.name.hasSuffix("self.key.bias") {
      guard after.info("after." + descriptor.name) != nil else { continue }
      var wanted = [Float](repeating: 0, count: descriptor.count)
      try wanted.withUnsafeMutableBufferPointer { try after.copyFloats("after." + descriptor.name, into: $0) }
      let largest = zip(reference.parameters[descriptor.name], wanted).reduce(Float(0)) { max($0, abs($1.0 - $1.1)) }
      #expect(largest < 1e-4, "\(descriptor.name)")
    }
  }

  @Test("frozen parameters stay as they are, bit for bit")
  func freezing() throws {
    let reference = try Reference()
    var settings = Self.settings()
    settings.freezeBaseModel = true
    settings.unfreezeLastNLayers = 1
    let before = reference.parameters.copy()
    let learner = Learner(reference.parameters, settings, pool: ThreadPool(threads: 1))
    for step in 0..<2 { _ = learner.step([reference.batch], number: step, learningRate: 1e-3) }
    // A key's bias has no gradient, whatever learns: softmax does not see a shift of all scores.
    for descriptor in before.table.descriptors where !descriptor.name.hasSuffix("self.key.bias") {
      let isEqual = Array(before[descriptor.name]) == Array(reference.parameters[descriptor.name])
      #expect(isEqual == (descriptor.layer < 2), "\(descriptor.name)")
    }
  }

  @Test("label smoothing is PyTorch's", arguments: [(0.0, "plain"), (0.1, "smoothed")])
  func smoothing(epsilon: Double, key: String) throws {
    let reference = try Reference()
    var settings = Self.settings()
    settings.labelSmoothing = epsilon
    let learner = Learner(reference.parameters, settings, pool: ThreadPool(threads: 1))
    let loss = learner.step([reference.batch], number: 0, learningRate: 0).sums.meanLoss
    #expect(abs(loss - (reference.scalars["loss"]?[key]?.doubleValue ?? .nan)) < 1e-5)
  }
}
