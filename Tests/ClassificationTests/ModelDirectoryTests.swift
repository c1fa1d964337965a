#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import Classification
import JSON
import Roberta
import Safetensors
import Tensors
import TestSupport
import Testing

/// One way in which a directory can be bad, and what the error must name.
private struct Damage: CustomTestStringConvertible, Sendable {
  let file: String
  let bytes: [UInt8]?
  let named: String
  let field: String

  var testDescription: String { "\(file) \(field)" }

  init(_ file: String, _ text: String?, field: String = "", named: String? = nil) {
    self.file = file
    bytes = text.map { Array($0.utf8) }
    self.named = named ?? file
    self.field = field
  }

  init(configuration members: [String: JSONValue], field: String, named: String = "config.json") throws {
    file = "config.json"
    bytes = try TinyModel.configuration(members)
    self.named = named
    self.field = field
  }
}

@Suite struct ModelDirectoryTests {
  private static let files = [
    Damage("config.json", nil), Damage("config.json", ""), Damage("config.json", "{"),
    Damage("config.json", "{}", field: "vocab_size"),
    Damage("tokenizer.json", ""), Damage("tokenizer.json", "[]"),
    Damage("model.safetensors", nil), Damage("model.safetensors", ""), Damage("model.safetensors", "12345678"),
    Damage("model.safetensors", "\u{8}\0\0\0\0\0\0\0{}      ", field: "roberta.embeddings.word_embeddings.weight"),
    Damage("calibration.json", ""), Damage("calibration.json", "{}", field: "temperature"),
    Damage("calibration.json", #"{"temperature": 1, "warmth": 2}"#, field: "warmth"),
    Damage("calibration.json", #"{"temperature": 1, "maxLength": 65}"#, field: "maxLength"),
    Damage("training.json", "nonsense"),
  ]

  @Test(arguments: files) fileprivate func namesTheFileAndTheField(damage: Damage) throws {
    let directory = try TinyModel.copy(replacing: [damage.file: damage.bytes])
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
    #expect(error?.file == directory.file(damage.named))
    if !damage.field.isEmpty { #expect(error?.field == damage.field) }
  }

  @Test func namesWhatContradictsTheConfiguration() throws {
    let weights = "model.safetensors"
    let labels: JSONValue = ["0": "c", "1": "go"]
    let cases = [
      try Damage(
        configuration: ["id2label": labels, "label2id": .null], field: "classifier.out_proj.weight", named: weights),
      try Damage(configuration: ["vocab_size": 299], field: "vocab_size"),
      try Damage(
        configuration: ["vocab_size": 301], field: "roberta.embeddings.word_embeddings.weight", named: weights),
      try Damage(
        configuration: ["vocab_size": 16_777_216, "hidden_size": 65_536, "intermediate_size": 262_144],
        field: "roberta.embeddings.word_embeddings.weight", named: weights),
      try Damage(
        configuration: ["num_hidden_layers": 4], field: "roberta.encoder.layer.3.attention.self.query.weight",
        named: weights),
      try Damage(configuration: ["pad_token_id": 2], field: "pad_token_id"),
      try Damage(configuration: ["hidden_size": "32"], field: "hidden_size"),
    ]
    for damage in cases {
      let directory = try TinyModel.copy(replacing: [damage.file: damage.bytes])
      let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
      #expect(error?.file == directory.file(damage.named))
      #expect(error?.field == damage.field)
    }
  }

  @Test func aMissingDirectoryIsNamed() {
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: "/no/such/model").load() }
    #expect(error?.file == "/no/such/model")
  }

  @Test func weightsCutAnywhereAreAnError() throws {
    let whole = try readFile("\(TinyModel.path)/model.safetensors")
    for count in [7, 8, 100, 5000, whole.count / 2, whole.count - 1] {
      let directory = try TinyModel.copy(replacing: ["model.safetensors": Array(whole.prefix(count))])
      #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
    }
  }

  @Test(arguments: ["config.json", "tokenizer.json", "model.safetensors"])
  func aPipeIsAnErrorAndNotAWait(name: String) throws {
    let directory = try TinyModel.copy(replacing: [name: nil])
    #expect(mkfifo(directory.file(name), 0o600) == 0)
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
    #expect(error?.file == directory.file(name))
  }

  @Test(arguments: [Float.nan, -.nan, .infinity, -.infinity], [SafetensorsDType.f32, .f16, .bf16])
  func weightsThatAreNoNumbersAreAnError(value: Float, dtype: SafetensorsDType) throws {
    let model = try ModelDirectory(path: TinyModel.path).load()
    let name = "classifier.out_proj.bias"
    model.parameters[name][1] = value
    let parent = try TemporaryDirectory()
    let directory = ModelDirectory(path: parent.file("model"))
    try directory.save(model, storing: dtype)
    let error = #expect(throws: ModelError.self) { try directory.load() }
    #expect(error?.field == name)
  }

  @Test func readsVocabularyAndMergesToo() throws {
    let directory = try TinyModel.copy(replacing: ["tokenizer.json": nil])
    let ours = try Classifier(modelDirectory: directory.path)
    let theirs = try Classifier(modelDirectory: TinyModel.path)
    #expect(ours.predict("def main():") == theirs.predict("def main():"))
  }

  @Test func needsOneOfTheTokenizers() throws {
    let directory = try TinyModel.copy(replacing: ["tokenizer.json": nil, "merges.txt": nil])
    let error = #expect(throws: ModelError.self) { try ModelDirectory(path: directory.path).load() }
    #expect(error?.file == directory.file("merges.txt"))
  }

  @Test(arguments: [SafetensorsDType.f32, .f16, .bf16]) func comesBackAsItWasSaved(dtype: SafetensorsDType) throws {
    var model = try ModelDirectory(path: TinyModel.path).load()
    model.training = ["command": "test"]
    let parent = try TemporaryDirectory()
    let directory = ModelDirectory(path: parent.file("model"))
    try directory.save(model, storing: dtype)
    let again = try directory.load()
    #expect(again.configuration == model.configuration)
    #expect(again.calibration == model.calibration)
    #expect(again.training == model.training)
    let tolerance: Float = dtype == .f32 ? 0 : dtype == .f16 ? 0.001 : 0.01
    for (ours, theirs) in zip(again.parameters.buffer.array, model.parameters.buffer.array) {
      #expect(abs(ours - theirs) <= tolerance * max(1, abs(theirs)))
    }
    #expect(try directoryEntries(parent.path) == ["model"])
  }

  @Test func savingReplacesTheModelWhole() throws {
    let model = try ModelDirectory(path: TinyModel.path).load()
    let parent = try TemporaryDirectory()
    try parent.write("old", to: "model/old.txt")
    try ModelDirectory(path: parent.file("model") + "/").save(model)
    #expect(try directoryEntries(parent.file("model")).contains("old.txt") == false)
    #expect(try directoryEntries(parent.path) == ["model"])
  }

  @Test func aFailureToSaveLeavesWhatWasThere() throws {
    let model = try ModelDirectory(path: TinyModel.path).load()
    let parent = try TemporaryDirectory()
    try parent.write("a file", to: "model")
    #expect(throws: ModelError.self) { try ModelDirectory(path: parent.file("model")).save(model) }
    #expect(try readText(parent.file("model")) == "a file")
    #expect(try directoryEntries(parent.path) == ["model"])
    #expect(throws: ModelError.self) { try ModelDirectory(path: parent.file("no/such/model")).save(model) }
  }
}
