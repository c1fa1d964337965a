import JSON
import Roberta
import Tensors
import TestSupport
import Testing
import Training

/// Runs in the other precisions than single.
@Suite("Training in half precision", .serialized)
struct PrecisionRunTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
    _ = try directory.write(Self.corpus(96), to: "train.jsonl")
    _ = try directory.write(Self.corpus(12), to: "validation.jsonl")
  }

  private static func corpus(_ count: Int) -> String {
    (0..<count).map { number in
      let (language, text) = [
        ("python", "def f\(number)(x):\n    return x * \(number % 7)\n"),
        ("c", "int f\(number)(int x) {\n  return x * \(number % 7);\n}\n"),
        ("yaml", "key\(number): value\nlist:\n  - \(number % 7)\n"),
      ][number % 3]
      let line: JSONValue = ["text": .string(text), "language": .string(language)]
      return line.serializedString(pretty: false) + "\n"
    }.joined()
  }

  private static func settings(_ precision: PrecisionChoice) -> TrainingConfiguration {
    var settings = TrainingConfiguration()
    settings.hiddenSize = 64
    settings.numHiddenLayers = 2
    settings.numAttentionHeads = 2
    settings.intermediateSize = 128
    settings.vocabularySize = 300
    settings.maxLength = 48
    settings.maxSteps = 16
    settings.learningRate = 1e-3
    settings.threads = 2
    settings.evaluationSteps = 8
    settings.checkpointSteps = 4
    settings.loggingSteps = 1
    settings.precision = precision
    return settings
  }

  private func run(_ settings: TrainingConfiguration, _ output: String) -> TrainingRun {
    TrainingRun(
      configuration: settings, trainPath: directory.file("train.jsonl"),
      validationPath: directory.file("validation.jsonl"), output: directory.file(output))
  }

  private struct Record {
    var losses: [Double] = []
    var rates: [Double] = []
    var notes: [String] = []
    var skipped: [Int] = []
  }

  private func record(_ run: TrainingRun, stopAfter: Int? = nil) throws -> Record {
    var record = Record()
    _ = try run.run { event in
      switch event {
      case .progress(let progress):
        record.losses.append(progress.loss)
        record.rates.append(progress.learningRate)
      case .note(let words): record.notes.append(words)
      case .skipped(let step): record.skipped.append(step)
      default: break
      }
    } shouldStop: {
      stopAfter.map { record.losses.count >= $0 } ?? false
    }
    return record
  }

  @Test("the loss curve stays within 1 % of single precision's", arguments: [PrecisionChoice.bf16, .fp16])
  func lossCurve(precision: PrecisionChoice) throws {
    var (single, half) = (Self.settings(.fp32), Self.settings(precision))
    (single.maxSteps, half.maxSteps) = (48, 48)
    let wanted = try record(run(single, "single")).losses
    let found = try record(run(half, "half"))
    #expect(found.skipped.isEmpty && wanted.count == 48 && found.losses != wanted)
    for start in stride(from: 0, to: 48, by: 4) {
      let (a, b) = (wanted[start..<start + 4].reduce(0, +), found.losses[start..<start + 4].reduce(0, +))
      #expect(abs(a - b) <= 0.01 * a, "steps from \(start): \(a / 4), \(b / 4)")
    }
  }

  @Test("a stopped run goes on to the same bits", arguments: [PrecisionChoice.bf16, .fp16])
  func resume(precision: PrecisionChoice) throws {
    let whole = try record(run(Self.settings(precision), "whole")).losses
    var parted = run(Self.settings(precision), "parted")
    _ = try record(parted, stopAfter: 6)
    parted.resumes = true
    #expect(try record(parted).losses == Array(whole[6...]))
    let model = "model/model.safetensors"
    #expect(try readFile(directory.file("whole/" + model)) == readFile(directory.file("parted/" + model)))
  }

  @Test("what auto comes to is said, written down, and part of the run's identity")
  func identity() throws {
    var first = run(Self.settings(.auto), "r")
    let resolved = PrecisionChoice.auto.resolved
    #expect(resolved == .fp32 || resolved == .bf16)
    let notes = try record(first, stopAfter: 4).notes
    #expect(notes.contains { $0.hasPrefix("precision: \(resolved.rawValue) (") })
    let written = try JSONValue(parsing: try readFile(directory.file("r/configuration.json")))
    #expect(written["precision"]?.stringValue == resolved.rawValue)
    first.resumes = true
    first.configuration.precision = .fp16
    let error = #expect(throws: TrainingError.self) { try record(first) }
    #expect(error?.description.contains("\"precision\" is \"\(resolved.rawValue)\" there and \"fp16\" here") == true)
    first.configuration.precision = .auto
    #expect(try record(first).losses.count == 12)
  }

  @Test("a scale and a tracker that no run comes to are errors that name them")
  func damagedScaler() throws {
    var first = run(Self.settings(.fp16), "d")
    _ = try record(first, stopAfter: 4)
    first.resumes = true
    let state = "d/checkpoints/step-000000004/state.json"
    let members = try #require(try JSONValue(parsing: try readFile(directory.file(state))).objectValue)
    #expect(members["gradientScale"]?.doubleValue == 65536 && members["growthTracker"]?.intValue == 4)
    let damages: [(String, JSONValue)] = [
      ("gradientScale", .number(-1)), ("gradientScale", .number(1e300)), ("gradientScale", .string("much")),
      ("growthTracker", .integer(2000)), ("growthTracker", .null),
    ]
    for (field, value) in damages {
      var damaged = members
      damaged[field] = value
      _ = try directory.write(JSONValue.object(damaged).serializedString(pretty: true), to: state)
      let error = #expect(throws: TrainingError.self) { try record(first) }
      #expect(error?.description.contains(field) == true)
    }
  }

  /// A gradient of more than 65504, times the scale, is infinite in half precision: the scale must come down for it.
  @Test("gradients that half precision can't hold lower the scale, and those steps change nothing")
  func overflow() throws {
    let configuration = RobertaConfiguration(
      vocabSize: 40, hiddenSize: 32, numHiddenLayers: 2, numAttentionHeads: 2, intermediateSize: 64,
      maxPositionEmbeddings: 16, id2label: ["a", "b"])
    let parameters = RobertaParameters(configuration: configuration, seed: 1)
    for index in parameters["classifier.out_proj.weight"].indices {
      parameters["classifier.out_proj.weight"][index] *= 3e4
    }
    var settings = Self.settings(.fp16)
    settings.dropout = 0
    let learner = Learner(parameters, settings, pool: ThreadPool(threads: 1))
    let batch = TokenBatch(packed: PackedBatch([[0, 5, 6, 2], [0, 7, 2]]), targets: [0, 1])
    var scales: [Float] = []
    for step in 0..<30 where scales.last == nil || learner.scaler?.scale != scales.last {
      let before = parameters.buffer.array
      scales.append(learner.scaler?.scale ?? 0)
      let outcome = learner.step([batch], number: step, learningRate: 1e-5)
      let hasGoneDown = learner.scaler?.scale == scales[scales.count - 1] / 2
      #expect(outcome.isApplied != hasGoneDown)
      #expect((parameters.buffer.array == before) == !outcome.isApplied)
    }
    #expect(scales.count > 2 && scales.first == 65536)
    #expect(zip(scales, scales.dropFirst()).allSatisfy { $1 == $0 / 2 })
  }
}
