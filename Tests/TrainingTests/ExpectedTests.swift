import JSON
import Roberta
import Safetensors
import Tensors
import TestSupport
import Testing
import Training

/// The loop's parts, held against transformers, PyTorch and scikit-learn (Fixtures/training/generate.py).
@Suite("The loop's parts against transformers, PyTorch and scikit-learn")
struct ExpectedTests {
  private let expected: JSONValue

  init() throws {
    expected = try JSONValue(parsing: try readFile(Repository.fixture("training/expected.json")))
  }

  private func cases(_ key: String) throws -> [JSONValue] { try #require(expected[key]?.arrayValue) }

  @Test("schedules are get_scheduler's")
  func schedules() throws {
    for item in try cases("schedules") {
      let kind = try #require(item["kind"]?.stringValue.flatMap(ScheduleKind.init(rawValue:)))
      let warmup = try #require(item["warmupSteps"]?.intValue)
      let total = try #require(item["totalSteps"]?.intValue)
      let peak = try #require(item["peak"]?.doubleValue)
      let schedule = LearningRateSchedule(kind: kind, peak: peak, warmupSteps: warmup, totalSteps: total)
      let rates = numbers(item["rates"])
      #expect(rates.count == total)
      for (step, rate) in rates.enumerated() {
        #expect(abs(schedule.rate(at: step) - rate) < 1e-12, "\(kind) \(warmup)/\(total) at \(step)")
      }
    }
  }

  @Test("a ratio of warm-up steps is rounded as TrainingArguments does")
  func warmup() throws {
    for item in try cases("warmup") {
      var configuration = TrainingConfiguration()
      configuration.warmupRatio = try #require(item["ratio"]?.doubleValue)
      let total = try #require(item["totalSteps"]?.intValue)
      #expect(LearningRateSchedule(configuration, totalSteps: total).warmupSteps == item["steps"]?.intValue)
    }
  }

  @Test("early stopping is EarlyStoppingCallback's, and the best model Trainer's")
  func stopping() throws {
    for item in try cases("stopping") {
      var configuration = TrainingConfiguration()
      configuration.bestMetric = item["greaterIsBetter"]?.boolValue == true ? .macroF1 : .loss
      configuration.earlyStoppingPatience = item["patience"]?.intValue
      configuration.earlyStoppingThreshold = try #require(item["threshold"]?.doubleValue)
      var stopping = EarlyStopping(configuration)
      let isBest = try #require(item["isBest"]?.arrayValue).map(\.boolValue)
      for (step, value) in try #require(item["values"]?.arrayValue).prefix(isBest.count).enumerated() {
        #expect(!stopping.shouldStop)
        #expect(stopping.record(value.doubleValue ?? .nan, step: step) == isBest[step], "\(item) at \(step)")
      }
      #expect(stopping.shouldStop == (item["stopsAt"]?.isNull == false), "\(item)")
    }
  }

  @Test("class weights are scikit-learn's, and the paper's")
  func classWeights() throws {
    for item in try cases("classWeights") {
      let counts = numbers(item["counts"])
      #expect(ClassWeights.weights(.none, counts: counts, beta: 0.9) == nil)
      let inverse = ClassWeights.weights(.inverseFrequency, counts: counts, beta: 0.9) ?? []
      #expect(isNear(inverse, numbers(item["inverseFrequency"])))
      for effective in try #require(item["effectiveNumber"]?.arrayValue) {
        let beta = try #require(effective["beta"]?.doubleValue)
        let weights = ClassWeights.weights(.effectiveNumber, counts: counts, beta: beta) ?? []
        #expect(isNear(weights, numbers(effective["weights"])), "\(counts) \(beta)")
      }
    }
  }

  @Test("losses and their gradients are cross_entropy's: class weights, smoothing, labels and distributions")
  func losses() throws {
    let logits = try #require(expected["losses"]?["logits"]?.arrayValue).flatMap(numbers).map(Float.init)
    let labels = numbers(expected["losses"]?["labels"]).map { Int32($0) }
    var soft: [Int: SoftLabels] = [:]
    for (place, row) in try #require(expected["losses"]?["softLabels"]?.arrayValue).map(numbers).enumerated() {
      soft[place] = SoftLabels(Dictionary(uniqueKeysWithValues: row.enumerated().map { (Int32($0), $1) }))
    }
    let items = try #require(expected["losses"]?["cases"]?.arrayValue)
    #expect(items.count == 8)
    for item in items {
      let weights = item["weights"]?.isNull == false ? numbers(item["weights"]) : nil
      let loss = ClassificationLoss(
        classCount: 4, labelSmoothing: try #require(item["labelSmoothing"]?.doubleValue), noneOfTheseWeight: 0.5,
        classWeights: weights)
      var batch = TokenBatch(targets: labels)
      batch.softLabels = item["soft"]?.boolValue == true ? soft : [:]
      var gradient: [Float] = []
      let sums = logits.withUnsafeBufferPointer {
        loss.sums(
          logits: $0, labels: labels, softLabels: batch.softLabels, scale: 1 / loss.weight(of: batch),
          gradient: &gradient)
      }
      #expect(abs(sums.meanLoss - (item["loss"]?.doubleValue ?? .nan)) < 1e-6, "\(item)")
      #expect(isNear(gradient.map(Double.init), numbers(item["gradient"]), 1e-6), "\(item)")
    }
  }

  @Test("accumulated windows, the short last one too, make PyTorch's steps", arguments: [0, 1])
  func windows(number: Int) throws {
    let windows = try #require(expected["windows"])
    let item = try #require(windows["cases"]?[number])
    var settings = TrainingConfiguration()
    settings.dropout = 0
    settings.weightDecay = 0
    settings.labelSmoothing = 0.1
    settings.precision = .fp32
    settings.gradientAccumulationSteps = 2
    let weights = item["weights"]?.isNull == false ? numbers(item["weights"]) : nil
    let (parameters, batch) = try Self.reference()
    let learner = Learner(parameters, settings, classWeights: weights, pool: ThreadPool(threads: 1))
    for (step, window) in try #require(windows["plan"]?.arrayValue).enumerated() {
      let batches = try #require(window.arrayValue).map { batch.selecting(numbers($0).map { Int($0) }) }
      let outcome = learner.step(batches, number: step, learningRate: 1e-3)
      let wanted = try #require(item["steps"]?[step])
      let norm = try #require(wanted["gradientNorm"]?.doubleValue)
      #expect(abs(outcome.sums.meanLoss - (wanted["loss"]?.doubleValue ?? .nan)) < 2e-4)
      #expect(abs(outcome.gradientNorm - norm) < 1e-3 * norm)
    }
    let after = Array(parameters["classifier.out_proj.bias"]).map(Double.init)
    #expect(isNear(after, numbers(item["after"]), 1e-4))
  }

  @Test("a window that is stopped between its batches changes nothing, and can be made again to the same bits")
  func stoppedWindow() throws {
    var settings = TrainingConfiguration()
    settings.gradientAccumulationSteps = 3
    let (parameters, batch) = try Self.reference()
    let (untouched, _) = try Self.reference()
    let window = [[0, 1], [2], [3, 4, 5, 6]].map { batch.selecting($0) }
    let stopped = Learner(parameters, settings, pool: ThreadPool(threads: 1))
    let whole = Learner(untouched, settings, pool: ThreadPool(threads: 1))
    var asked = 0
    let outcome = stopped.step(window, number: 0, learningRate: 1e-3) {
      asked += 1
      return asked == 2
    }
    #expect(outcome.isInterrupted && !outcome.isApplied && asked == 2)
    #expect(parameters.buffer.array == untouched.buffer.array)
    #expect(stopped.step(window, number: 0, learningRate: 1e-3) == whole.step(window, number: 0, learningRate: 1e-3))
    #expect(parameters.buffer.array == untouched.buffer.array)
  }

  private static func reference() throws -> (RobertaParameters, TokenBatch) {
    let directory = Repository.fixture("roberta")
    let json = try JSONValue(parsing: try readFile(directory + "/model/config.json"))
    let parameters = RobertaParameters(configuration: try RobertaConfiguration(json: json))
    let weights = try SafetensorsFile(path: directory + "/model/model.safetensors")
    for descriptor in parameters.table.descriptors {
      try weights.copyFloats(descriptor.name, into: parameters[descriptor.name])
    }
    let file = try SafetensorsFile(path: directory + "/reference.safetensors")
    func integers(_ name: String) throws -> [Int32] {
      let bytes = try #require(file.bytes(name))
      return (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: $0 * 4, as: Int32.self) }
    }
    let ids = try integers("inputIDs")
    let offsets = try integers("sequenceOffsets").map(Int.init)
    let packed = PackedBatch(zip(offsets, offsets.dropFirst()).map { Array(ids[$0..<$1]) })
    return (parameters, TokenBatch(packed: packed, targets: try integers("labels")))
  }
}

private func numbers(_ json: JSONValue?) -> [Double] { (json?.arrayValue ?? []).compactMap(\.doubleValue) }

private func isNear(_ found: [Double], _ wanted: [Double], _ tolerance: Double = 1e-9) -> Bool {
  found.count == wanted.count && zip(found, wanted).allSatisfy { abs($0 - $1) <= tolerance * max(1, abs($1)) }
}
