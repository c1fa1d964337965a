import JSON
import TestSupport
import Testing

import Training

@Suite("Training configuration")
struct TrainingConfigurationTests {
  @Test("defaults are the documented ones")
  func defaults() {
    let configuration = TrainingConfiguration()
    #expect(configuration.maxLength == 512)
    #expect(configuration.batchSize == 16)
    #expect(configuration.epochs == 3)
    #expect(configuration.learningRate == 2e-5)
    #expect(configuration.warmupRatio == 0.1)
    #expect(configuration.dropout == 0.1)
    #expect(configuration.weightDecay == 0.01)
    #expect(configuration.gradientAccumulationSteps == 1)
    #expect(configuration.maxGradNorm == 1.0)
    #expect(configuration.freezeBaseModel == false)
  }

  @Test("what is written is read again")
  func roundTrip() throws {
    var configuration = TrainingConfiguration()
    configuration.modelName = "some/model"
    configuration.emaDecay = 0.999
    configuration.learningRateSchedule = .cosine
    configuration.maxTokensPerBatch = 6000
    var copy = TrainingConfiguration()
    try copy.merge(json: JSONValue(parsing: configuration.json().serialized(pretty: true)))
    #expect(copy == configuration)
  }

  @Test(
    "an unknown key suggests the nearest",
    arguments: [("learningrate", "learningRate"), ("batch_size", "batchSize"), ("epoch", "epochs")])
  func unknownKey(key: String, nearest: String) {
    var configuration = TrainingConfiguration()
    #expect(throws: ConfigurationError.unknownKey(key, nearest: nearest)) {
      try configuration.merge(json: [key: 1] as JSONValue)
    }
  }

  @Test(
    "a wrong type or range names the key",
    arguments: [
      ("epochs", "\"three\""), ("epochs", "0"), ("epochs", "1.5"), ("learningRate", "\"fast\""), ("dropout", "1.5"),
      ("freezeBaseModel", "1"), ("learningRateSchedule", "\"triangle\""), ("tokenizer", "\"\""), ("maxSteps", "-1"),
    ])
  func wrongValue(key: String, text: String) throws {
    let value = try JSONValue(parsing: text)
    let error = #expect(throws: ConfigurationError.self) {
      var configuration = TrainingConfiguration()
      try configuration.merge(json: .object([key: value]))
    }
    #expect(error?.description.hasPrefix("\"\(key)\" must be") == true)
  }

  @Test("flags override, in both spellings")
  func flags() throws {
    var configuration = TrainingConfiguration()
    try configuration.merge(flags: [
      "--learning-rate", "1e-3", "--maxLength=128", "--freeze-base-model", "--unfreezeLastNLayers", "2",
      "--modelName", "123", "--maxSteps", "null", "--group-by-length", "false",
    ])
    #expect(configuration.learningRate == 1e-3)
    #expect(configuration.maxLength == 128)
    #expect(configuration.freezeBaseModel)
    #expect(configuration.unfreezeLastNLayers == 2)
    #expect(configuration.modelName == "123")
    #expect(configuration.maxSteps == nil)
    #expect(!configuration.groupByLength)
  }

  @Test("a flag without its value is an error")
  func missingValue() {
    var configuration = TrainingConfiguration()
    #expect(throws: ConfigurationError.missingValue(flag: "--epochs")) {
      try configuration.merge(flags: ["--epochs"])
    }
  }

  @Test("keys that can't go together are refused")
  func contradictions() {
    var configuration = TrainingConfiguration()
    configuration.hiddenSize = 100
    #expect(throws: ConfigurationError.self) { try configuration.validate() }
    configuration = TrainingConfiguration()
    configuration.freezeBaseModel = true
    #expect(throws: ConfigurationError.self) { try configuration.validate() }
    configuration = TrainingConfiguration()
    configuration.maxTokensPerBatch = 100
    #expect(throws: ConfigurationError.self) { try configuration.validate() }
  }

  @Test("an n-gram part that no memory has room for is refused")
  func ngramSizes() throws {
    var configuration = TrainingConfiguration()
    try configuration.merge(flags: ["--ngramFeatures", "16777216"])
    try configuration.validate()
    try configuration.merge(flags: ["--ngramSize", "1024"])
    let error = #expect(throws: ConfigurationError.self) { try configuration.validate() }
    #expect(error?.description.contains("\"ngramFeatures\" or \"ngramSize\"") == true)
  }

  private static let freezing: [(String, [String])] = [
    ("unfreezeLastNLayers", ["--modelName", "m", "--unfreezeLastNLayers", "1"]),
    ("gradualUnfreezingEpochs", ["--modelName", "m", "--gradualUnfreezingEpochs", "1"]),
    ("gradualUnfreezingEpochs", ["--modelName", "m", "--freezeBaseModel", "--gradualUnfreezingEpochs", "3"]),
    ("freezeEmbeddings", ["--freezeEmbeddings"]),
    ("freezeBaseModel", ["--freezeBaseModel", "--freezeEmbeddings"]),
  ]

  @Test("keys about freezing that can't go together are refused by name", arguments: freezing)
  func freezingContradictions(key: String, flags: [String]) throws {
    var configuration = TrainingConfiguration()
    try configuration.merge(flags: flags)
    let error = #expect(throws: ConfigurationError.self) { try configuration.validate() }
    #expect(error?.description.hasPrefix("\"\(key)\"") == true)
  }

  @Test(
    "keys about freezing that go together are taken",
    arguments: [
      ["--modelName", "m", "--freezeBaseModel", "--unfreezeLastNLayers", "1", "--gradualUnfreezingEpochs", "2"],
      ["--modelName", "m", "--freezeBaseModel", "--gradualUnfreezingEpochs", "9", "--maxSteps", "5"],
      ["--modelName", "m", "--freezeEmbeddings"], ["--bagOfTokensEpochs", "1", "--freezeEmbeddings"],
    ])
  func freezingCombinations(flags: [String]) throws {
    var configuration = TrainingConfiguration()
    try configuration.merge(flags: flags)
    try configuration.validate()
  }

  @Test("sizes that make too large a model together are refused")
  func tooLarge() {
    var configuration = TrainingConfiguration()
    configuration.vocabularySize = 1_000_000
    configuration.hiddenSize = 12_288
    #expect(throws: ConfigurationError.self) { try configuration.validate() }
    configuration = TrainingConfiguration()
    configuration.hiddenSize = Int.max / 12 * 12
    configuration.intermediateSize = Int.max
    #expect(throws: ConfigurationError.self) { try configuration.validate() }
  }
}

@Suite("The keys as people read them")
struct ConfigurationHelpTests {
  @Test("every key has a sentence of help, a default and a line in the table")
  func help() {
    let lines = ConfigurationKey.markdownTable.split(separator: "\n")
    #expect(lines.count == TrainingConfiguration.keys.count + 2)
    for (key, line) in zip(TrainingConfiguration.keys, lines.dropFirst(2)) {
      #expect(key.help.hasSuffix(".") && !key.help.contains("|"), "\(key.name)")
      #expect(line.hasPrefix("| `\(key.name)` | \(key.defaultText) |"))
    }
    #expect(ConfigurationKey.markdownTable.contains("| `learningRate` | 2e-05 |"))
    #expect(ConfigurationKey.markdownTable.contains("| `modelName` | - |"))
  }

  @Test("a key that stands twice in a file is refused, by its name and the file's")
  func twice() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("{\"epochs\": 1,\n \"epochs\": 2}", to: "c.json")
    var configuration = TrainingConfiguration()
    let error = #expect(throws: TrainingError.self) { try configuration.merge(file: path) }
    #expect(error?.description.contains("\"epochs\"") == true && error?.description.contains("c.json") == true)
    #expect(configuration == TrainingConfiguration())
  }

  @Test(
    "a file that is wrong is refused whole, by the key and the file's name",
    arguments: [
      ("{\"epochs\": 2, \"epoch\": 1}", "did you mean \"epochs\"?"), ("{\"dropout\": 1e999}", "c.json"),
      ("{\"learningRate\": {\"peak\": 1}}", "\"learningRate\" must be"), ("[]", "JSON object"),
      ("{\"epochs\": ", "c.json"),
      ("{\"classWeights\": \"balanced\"}", "\"inverseFrequency\""), ("{\"threads\": 0}", "\"threads\""),
      ("{\"seed\": 1e30}", "\"seed\""), ("{\"maxSteps\": [1]}", "\"maxSteps\""),
    ])
  func wrongFile(text: String, words: String) throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write(text, to: "c.json")
    var configuration = TrainingConfiguration()
    let error = #expect(throws: (any Error).self) { try configuration.merge(file: path) }
    #expect(error.map { "\($0)".contains(words) } == true, "\(String(describing: error))")
    #expect(configuration == TrainingConfiguration())
  }
}
