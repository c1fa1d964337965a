import Roberta
import Tensors
import Testing

/// The stage before the encoder's: held against the whole model that it starts, and against finite differences.
@Suite struct BagOfTokensTests {
  private static let configuration = RobertaConfiguration(
    vocabSize: 40, hiddenSize: 16, numHiddenLayers: 3, numAttentionHeads: 2, intermediateSize: 32,
    maxPositionEmbeddings: 20, padTokenID: 1, bosTokenID: 0, eosTokenID: 2, hiddenDropoutProb: 0.1,
    attentionProbsDropoutProb: 0.1, id2label: ["a", "b", "c"])
  private static let batch = PackedBatch([[0, 7, 8, 7, 2], [0, 2], [0, 30, 31, 32, 33, 34, 35, 9, 2]] as [[Int32]])

  private func prepared() -> RobertaParameters {
    let parameters = RobertaParameters(configuration: Self.configuration, seed: 7)
    parameters.prepareBagOfTokens()
    return parameters
  }

  private func scores(_ training: BagOfTokensTraining) -> [Float] {
    Array(training.forward(Self.batch, dropout: nil))
  }

  @Test func theWholeModelStartsFromIt() {
    let parameters = prepared()
    for name in ["attention.self.query", "attention.self.key", "intermediate.dense", "output.dense"] {
      for layer in 0..<3 { parameters["roberta.encoder.layer.\(layer).\(name).weight"].update(repeating: 0) }
    }
    for layer in 1..<3 {
      parameters["roberta.encoder.layer.\(layer).attention.output.dense.weight"].update(repeating: 0)
    }
    let bag = scores(BagOfTokensTraining(parameters: parameters, pool: ThreadPool(threads: 1)))
    let model = RobertaForSequenceClassification(configuration: Self.configuration, parameters: parameters)
    let whole = model.logits(Self.batch, workspace: RobertaWorkspace())
    for (left, right) in zip(bag, whole) { #expect(abs(left - right) < 1e-4) }
  }

  @Test(arguments: [
    "roberta.embeddings.word_embeddings.weight", "roberta.embeddings.LayerNorm.weight",
    "roberta.embeddings.LayerNorm.bias", "classifier.dense.weight", "classifier.out_proj.bias",
  ])
  func gradientsEqualFiniteDifferences(_ name: String) {
    let parameters = prepared()
    let training = BagOfTokensTraining(parameters: parameters, pool: ThreadPool(threads: 2))
    let direction: [Float] = [0.5, -1, 0.25, 1, 0.5, -0.75, -0.25, 0.125, 1]
    training.zeroGradients()
    _ = scores(training)
    direction.withUnsafeBufferPointer { training.backward(dlogits: $0) }
    let range = parameters.table[name]?.range ?? 0..<0
    let values = parameters[name]
    let step: Float = 1e-2
    for index in Swift.stride(from: 0, to: values.count, by: max(1, values.count / 23)) {
      let kept = values[index]
      func weighted(_ value: Float) -> Float {
        values[index] = value
        return zip(scores(training), direction).reduce(0) { $0 + $1.0 * $1.1 }
      }
      let slope = (weighted(kept + step) - weighted(kept - step)) / (2 * step)
      values[index] = kept
      #expect(abs(slope - training.gradients.pointer[range.lowerBound + index]) < 2e-2 + 0.03 * abs(slope), "\(index)")
    }
  }

  @Test func onlyWhatItTrainsLearns() {
    let training = BagOfTokensTraining(parameters: prepared(), pool: ThreadPool(threads: 1))
    let names = training.parameters.table.descriptors.filter(training.trains).map(\.name)
    #expect(names.count == 7)
    #expect(!names.contains { $0.contains("encoder") || $0.contains("position") })
  }
}
