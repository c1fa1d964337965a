import ArgumentParser
import JSON
import Roberta
import Tensors

/// Measures one forward pass of one sequence, ids to logits, on one core, in every precision by turns.
struct ForwardBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forward", abstract: "Measures ids to logits of a model of random weights, on one core.",
    discussion: """
      Prints one object a length: the median milliseconds of each precision, the way that peers are measured. The \
      precisions take turns.
      """)

  @Option var hidden = 768
  @Option var layers = 6
  @Option(help: "0: one for each 64 columns.")
  var heads = 0
  @Option var vocabulary = 52_000
  @Option var labels = 150
  @Option(help: "Tokens, separated by commas.")
  var lengths = "64,128,512"
  @Option var runs = 15

  func run() throws {
    let configuration = RobertaConfiguration(
      vocabSize: vocabulary, hiddenSize: hidden, numHiddenLayers: layers,
      numAttentionHeads: heads > 0 ? heads : max(1, hidden / 64), intermediateSize: 4 * hidden,
      id2label: (0..<labels).map { "\($0)" })
    try configuration.validate()
    guard vocabulary > 5 else { throw ValidationError("--vocabulary \(vocabulary): at least 6.") }
    let parameters = RobertaParameters(configuration: configuration, seed: 1)
    let models = InferencePrecision.allCases.map {
      RobertaForSequenceClassification(configuration: configuration, parameters: parameters, precision: $0)
    }
    for length in lengths.split(separator: ",").compactMap({ Int($0) }) where length > 0 {
      guard length <= configuration.maximumLength else { throw ValidationError("--lengths: \(length) is too long.") }
      print(measure(models, length).serializedString())
    }
  }

  private func measure(_ models: [RobertaForSequenceClassification], _ length: Int) -> JSONValue {
    let batch = PackedBatch([(0..<length).map { Int32(5 + $0 * 7919 % (vocabulary - 5)) }])
    let workspace = RobertaWorkspace()
    let clock = ContinuousClock()
    var milliseconds = models.map { _ in [Double]() }
    for run in 0..<runs + 2 {
      for (index, model) in models.enumerated() {
        let start = clock.now
        _ = model.logits(batch, workspace: workspace)
        if run > 1 { milliseconds[index].append((clock.now - start) / .milliseconds(1)) }
      }
    }
    var line: JSONObject = ["length": .integer(length), "processor": .string(CPUFeatures.description)]
    for (model, times) in zip(models, milliseconds) {
      line[model.precision.rawValue + "Ms"] = .number((times.sorted()[times.count / 2] * 1000).rounded() / 1000)
    }
    return .object(line)
  }
}
