import Classification
import JSON
import Roberta
import TestSupport
import Testing
import Training

/// Fine-tuning with other labels than the model has: what stays of its head, and what is said about it.
@Suite("Head transfer")
struct HeadTransferTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Trains one step at a rate of (nearly) nothing, so that the model that comes out is the one at step 0.
  private func foundation(of model: String, labels: [String]) throws -> (model: Model, notes: [String]) {
    let lines = labels.flatMap { label in
      ["a", "b"].map { "{\"text\": \"x \($0) \(label)\", \"language\": \"\(label)\"}\n" }
    }.joined()
    try directory.write(lines, to: "data.jsonl")
    var settings = TrainingConfiguration()
    settings.modelName = model
    settings.freezeBaseModel = true
    settings.maxLength = 32
    settings.batchSize = 4
    settings.maxSteps = 1
    settings.learningRate = 1e-30
    settings.weightDecay = 0
    settings.dropout = 0
    settings.savePrecision = .f32
    settings.threads = 1
    let run = TrainingRun(
      configuration: settings, trainPath: directory.file("data.jsonl"), validationPath: directory.file("data.jsonl"),
      output: directory.file("run"))
    var notes: [String] = []
    _ = try run.run {
      if case .note(let words) = $0 { notes.append(words) }
    } shouldStop: {
      false
    }
    return (try ModelDirectory(path: directory.file("run/model")).load(), notes)
  }

  /// A Hugging Face directory of `Fixtures/pytorch`.
  private func checkpoint(_ kind: String, weights: String) throws -> String {
    let root = Repository.fixture("pytorch")
    try directory.write(readFile("\(root)/\(kind)/config.json"), to: "hf/config.json")
    for name in ["vocab.json", "merges.txt"] {
      try directory.write(readFile("\(root)/tokenizer/\(name)"), to: "hf/\(name)")
    }
    try directory.write(readFile("\(root)/\(kind)/\(weights)"), to: "hf/pytorch_model.bin")
    return directory.file("hf")
  }

  private static let text = Array("def main():\n    return 0\n".utf8)

  private func logits(_ model: Model) -> [String: Float] {
    let classifier = Classifier(model)
    return Dictionary(uniqueKeysWithValues: zip(classifier.labels, classifier.logits([Self.text])[0].windows[0]))
  }

  @Test("one new label leaves the logits of the others as they were, whatever their order")
  func oneNewLabel() throws {
    let path = Repository.fixture("classification/model")
    let old = try ModelDirectory(path: path).load()
    let labels = old.configuration.id2label
    let tuned = try foundation(of: path, labels: ["aaa"] + labels.reversed())
    #expect(tuned.model.configuration.id2label.sorted() == (labels + ["aaa"]).sorted())
    let (before, after) = (logits(old), logits(tuned.model))
    for label in labels { #expect(before[label] == after[label], "\(label)") }
    #expect(tuned.notes.contains { $0.contains("(\(labels.count) labels kept, 1 new, 0 dropped)") })
  }

  @Test("labels that go are dropped, and the rest keeps its rows")
  func droppedLabels() throws {
    let path = Repository.fixture("classification/model")
    let old = try ModelDirectory(path: path).load()
    let kept = Array(old.configuration.id2label.dropFirst(2))
    let tuned = try foundation(of: path, labels: kept)
    let (before, after) = (logits(old), logits(tuned.model))
    for label in kept { #expect(before[label] == after[label]) }
    #expect(tuned.notes.contains { $0.contains("(\(kept.count) labels kept, 0 new, 2 dropped)") })
  }

  @Test("no label in common is a new head")
  func otherLabels() throws {
    let tuned = try foundation(of: Repository.fixture("classification/model"), labels: ["x", "y"])
    #expect(tuned.notes.contains { $0.contains("a new head is trained (0 labels kept, 2 new,") })
  }

  @Test("a Hugging Face checkpoint of PyTorch is trained from as it is")
  func pytorchCheckpoint() throws {
    let path = try checkpoint("masked", weights: "pytorch_model.bin")
    let tuned = try foundation(of: path, labels: ["c", "go"])
    #expect(tuned.notes.contains { $0.contains("has no classification head: a new head for 2 labels is trained") })
    #expect(tuned.notes.contains { $0.contains("left out: lm_head.* (7)") })
    let encoder = try ModelDirectory(path: path).loadPretrained().model
    for descriptor in encoder.parameters.table.descriptors {
      #expect(Array(tuned.model.parameters[descriptor.name]) == Array(encoder.parameters[descriptor.name]))
    }
  }

  @Test("a classifier of PyTorch keeps its head")
  func pytorchClassifier() throws {
    let path = try checkpoint("classifier", weights: "pytorch_model.legacy.bin")
    let old = try ModelDirectory(path: path).loadPretrained().model
    let tuned = try foundation(of: path, labels: ["c", "go", "python", "rust"])
    let (before, after) = (logits(old), logits(tuned.model))
    for label in ["c", "go", "python"] { #expect(before[label] == after[label]) }
  }
}
