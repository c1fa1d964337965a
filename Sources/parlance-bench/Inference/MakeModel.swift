import ArgumentParser
import Classification
import Roberta
import Tokenization

/// Makes a model of random weights, to measure a size before anything is trained.
struct MakeModel: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-model", abstract: "Makes a model directory of random weights.")

  @Option(help: "A directory with the tokenizer to take.")
  var tokenizer: String

  @Option(help: "The directory to make.")
  var output: String

  @Option var hiddenSize = 192
  @Option var layers = 3
  @Option var heads = 6
  @Option var intermediateSize = 768
  @Option var positions = 130
  @Option var labels = 187
  @Option var seed: UInt64 = 1

  func run() throws {
    let tokenizer = try ModelDirectory(path: tokenizer).loadTokenizer()
    let configuration = RobertaConfiguration(
      vocabSize: tokenizer.vocabularySize, hiddenSize: hiddenSize, numHiddenLayers: layers, numAttentionHeads: heads,
      intermediateSize: intermediateSize, maxPositionEmbeddings: positions,
      id2label: (0..<labels).map { "language\($0)" })
    try configuration.validate()
    let model = Model(
      configuration: configuration, parameters: RobertaParameters(configuration: configuration, seed: seed),
      tokenizer: tokenizer, calibration: Calibration(temperature: 1, maxLength: min(128, positions - 2)))
    try ModelDirectory(path: output).save(model)
  }
}
