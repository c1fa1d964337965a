import Classification
import JSON
import Roberta
import Safetensors
import Tensors
import TestSupport
import Testing
import Tokenization

/// Hugging Face directories, against what PyTorch and transformers have in them; see `Fixtures/pytorch/generate.py`.
@Suite struct PretrainedModelTests {
  private static func fixture(_ name: String) -> String { Repository.fixture("pytorch/" + name) }

  /// A directory of the fixtures: the configuration of `kind` with members replaced, the tokenizer, and weights.
  private func checkpoint(
    _ kind: String, _ weights: [String: String], _ members: [String: JSONValue] = [:]
  ) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let json = try JSONValue(parsing: readFile(Self.fixture("\(kind)/config.json")))
    var configuration = try #require(json.objectValue)
    configuration.merge(members) { $1 }
    try directory.write(JSONValue.object(configuration).serialized(), to: "config.json")
    for name in ["vocab.json", "merges.txt"] {
      try directory.write(readFile(Self.fixture("tokenizer/\(name)")), to: name)
    }
    for (name, source) in weights { try directory.write(readFile(Self.fixture(source)), to: name) }
    return directory
  }

  private static let binary = "pytorch_model.bin"
  private static let forms: [[String: String]] = [
    ["model.safetensors": "classifier/model.safetensors"], [binary: "classifier/pytorch_model.zip.bin"],
    [binary: "classifier/pytorch_model.legacy.bin"], shards,
    [
      "model.safetensors.index.json": "classifier/safetensors-shards/model.safetensors.index.json",
      "model-00001-of-00002.safetensors": "classifier/safetensors-shards/model-00001-of-00002.safetensors",
      "model-00002-of-00002.safetensors": "classifier/safetensors-shards/model-00002-of-00002.safetensors",
    ],
  ]
  private static let shards = [
    "pytorch_model.bin.index.json": "classifier/shards/pytorch_model.bin.index.json",
    "pytorch_model-00001-of-00002.bin": "classifier/shards/pytorch_model-00001-of-00002.bin",
    "pytorch_model-00002-of-00002.bin": "classifier/shards/pytorch_model-00002-of-00002.bin",
  ]

  @Test(arguments: forms) func logitsAreTransformers(weights: [String: String]) throws {
    let directory = try checkpoint("classifier", weights)
    let pretrained = try ModelDirectory(path: directory.path).loadPretrained()
    #expect(pretrained.model.configuration.id2label == ["c", "go", "python"])
    try expectLogits(pretrained.model)
    let saved = ModelDirectory(path: directory.file("saved"))
    try saved.save(pretrained.model, storing: .f32)
    try expectLogits(try saved.load())
  }

  private func expectLogits(_ model: Model) throws {
    let network = RobertaForSequenceClassification(configuration: model.configuration, parameters: model.parameters)
    let rows = try #require(
      JSONValue(parsing: readFile(Self.fixture("classifier/logits.json"))).arrayValue)
    var tokenizer = model.tokenizer
    tokenizer.encodesSpecialTokens = true
    for row in rows {
      let ids = tokenizer.encode(row["text"]?.stringValue ?? "", maxLength: 64).ids
      #expect(ids == row["ids"]?.arrayValue?.compactMap { $0.intValue.map(Int32.init) })
      let logits = network.logits(PackedBatch([ids]), workspace: RobertaWorkspace())
      let expected = row["logits"]?.arrayValue?.compactMap(\.doubleValue) ?? []
      #expect(logits.count == expected.count)
      for (ours, theirs) in zip(logits, expected) { #expect(abs(Double(ours) - theirs) < 1e-4) }
    }
  }

  @Test(arguments: ["masked", "bare"]) func encodersAreReadToTheLastBit(kind: String) throws {
    let directory = try checkpoint(kind, [Self.binary: "\(kind)/pytorch_model.bin"])
    let model = try ModelDirectory(path: directory.path).loadPretrained().model
    #expect(!model.configuration.hasHead)
    let expected = try SafetensorsFile(path: Self.fixture("\(kind)/expected.safetensors"))
    #expect(model.parameters.table.descriptors.count == expected.tensors.count)
    for tensor in expected.tensors {
      var values = [Float](repeating: .nan, count: tensor.elementCount)
      try values.withUnsafeMutableBufferPointer { try expected.copyFloats(tensor.name, into: $0) }
      #expect(Array(model.parameters[tensor.name]) == values, "\(tensor.name)")
    }
  }

  @Test func anEncoderThatWasSavedComesBack() throws {
    let directory = try checkpoint("masked", [Self.binary: "masked/pytorch_model.bin"])
    let pretrained = try ModelDirectory(path: directory.path).loadPretrained()
    #expect(
      pretrained.notes == [
        "there is no classification head: training makes one",
        "left out: lm_head.* (7), roberta.embeddings.position_ids",
      ])
    let saved = ModelDirectory(path: directory.file("saved"))
    try saved.save(pretrained.model, storing: .f32)
    let again = try saved.loadPretrained()
    #expect(again.model.parameters.buffer.array == pretrained.model.parameters.buffer.array)
    #expect(again.notes == ["there is no classification head: training makes one"])
    let error = #expect(throws: ModelError.self) { try Classifier(modelDirectory: saved.path) }
    #expect(error?.field == "architectures")
    #expect(error?.problem.contains("no classification head") == true)
  }

  @Test func weightsOfAnotherFormAskForImport() throws {
    let directory = try checkpoint("classifier", [Self.binary: "classifier/pytorch_model.zip.bin"])
    let error = #expect(throws: ModelError.self) { try Classifier(modelDirectory: directory.path) }
    #expect(error?.file == directory.file("model.safetensors"))
    #expect(error?.problem.contains("parlance import") == true)
  }

  @Test func theTokenizersSpecialTokensAreTaken() throws {
    let directory = try checkpoint(
      "masked", [Self.binary: "masked/pytorch_model.bin"], ["pad_token_id": 0, "eos_token_id": 0])
    let pretrained = try ModelDirectory(path: directory.path).loadPretrained()
    #expect(pretrained.model.configuration.padTokenID == 1)
    #expect(pretrained.model.configuration.eosTokenID == 2)
    #expect(pretrained.notes.contains { $0.contains("pad_token_id is 0; the tokenizer's, 1, is taken") })
  }

  @Test func aHeadOfAnotherSizeIsLeftOutAndSaid() throws {
    let directory = try checkpoint(
      "classifier", Self.forms[1], ["id2label": ["0": "c", "1": "go"], "label2id": .null])
    let pretrained = try ModelDirectory(path: directory.path).loadPretrained()
    #expect(!pretrained.model.configuration.hasHead)
    #expect(pretrained.notes.contains("the classification head has 3 rows, config.json names 2 labels: left out"))
    let unnamed = try checkpoint("classifier", Self.forms[1], ["id2label": .null, "label2id": .null])
    let labels = try ModelDirectory(path: unnamed.path).loadPretrained().model.configuration.id2label
    #expect(labels == ["LABEL_0", "LABEL_1", "LABEL_2"])
  }

  @Test(arguments: [
    ("{", ""), ("{}", "weight_map"), (#"{"weight_map": {}}"#, "weight_map"),
    (#"{"weight_map": {"a": 1}}"#, "weight_map.a"), (#"{"weight_map": {"a": "../x.bin"}}"#, "weight_map.a"),
    (#"{"weight_map": {"a": "x.safetensors"}}"#, "weight_map.a"),
    (#"{"weight_map": {"a": "pytorch_model-00001-of-00002.bin"}}"#, "weight_map.a"),
  ]) func aBadIndexIsAnErrorThatNamesTheKey(text: String, field: String) throws {
    let directory = try checkpoint("classifier", Self.shards)
    try directory.write(text, to: "pytorch_model.bin.index.json")
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).loadPretrained() }
    #expect(error?.file == directory.file("pytorch_model.bin.index.json"))
    #expect(error?.field == field)
  }

  @Test func whatIsNotThereIsNamed() throws {
    let missing = #expect(throws: ModelError.self) { try ModelDirectory(path: "/no/such/model").loadPretrained() }
    #expect(missing?.file == "/no/such/model")
    let shard = try checkpoint("classifier", Self.shards)
    try shard.write("nonsense", to: "pytorch_model-00002-of-00002.bin")
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: shard.path).loadPretrained() }
    #expect(error?.file == shard.file("pytorch_model-00002-of-00002.bin"))
    let layers = try checkpoint("masked", [Self.binary: "masked/pytorch_model.bin"], ["num_hidden_layers": 1])
    let extra = #expect(throws: ModelError.self) { try ModelDirectory(path: layers.path).loadPretrained() }
    #expect(extra?.field.hasPrefix("roberta.encoder.layer.1.") == true)
  }
}
