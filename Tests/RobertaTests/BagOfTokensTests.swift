import Foundation
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
    let keys = parameters[Self.keys]
    for head in 0..<Self.configuration.numAttentionHeads {
      for column in 0..<16 { keys[head * 8 * 16 + column] = Float(column % 5 - head) / 4 }
    }
    return parameters
  }

  private static let keys = "roberta.encoder.layer.2.attention.self.key.weight"

  private func scores(_ training: BagOfTokensTraining) -> [Float] {
    Array(training.forward(Self.batch, dropout: nil))
  }

  @Test func theWholeModelStartsFromIt() {
    let parameters = prepared()
    for name in ["attention.self.query", "intermediate.dense", "output.dense"] {
      for layer in 0..<3 { parameters["roberta.encoder.layer.\(layer).\(name).weight"].update(repeating: 0) }
    }
    for layer in 0..<2 {
      parameters["roberta.encoder.layer.\(layer).attention.output.dense.weight"].update(repeating: 0)
    }
    let bag = scores(BagOfTokensTraining(parameters: parameters, pool: ThreadPool(threads: 1)))
    let model = RobertaForSequenceClassification(configuration: Self.configuration, parameters: parameters)
    let whole = model.logits(Self.batch, workspace: RobertaWorkspace())
    for (left, right) in zip(bag, whole) { #expect(abs(left - right) < 1e-4) }
  }

  @Test(arguments: [
    "roberta.embeddings.word_embeddings.weight", "roberta.embeddings.LayerNorm.weight",
    "roberta.embeddings.LayerNorm.bias", "roberta.encoder.layer.2.attention.self.key.weight",
    "classifier.dense.weight", "classifier.out_proj.bias",
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
      // The first two columns of a word's row are its position's.
      let expected = name.contains("word") && index % 16 < 2 ? 0 : slope
      let gradient = training.gradients.pointer[range.lowerBound + index]
      #expect(abs(expected - gradient) < 2e-2 + 0.03 * abs(expected), "\(index)")
    }
  }

  /// Most of the attention of the first two heads of layer `layer` go to the tokens so many places before and behind.
  @Test(arguments: [0, 1]) func lowerLayersLookAtNeighbors(layer: Int) {
    let configuration = RobertaConfiguration(
      vocabSize: 300, hiddenSize: 192, numHiddenLayers: 3, numAttentionHeads: 3, intermediateSize: 32,
      maxPositionEmbeddings: 130, padTokenID: 1, bosTokenID: 0, eosTokenID: 2, id2label: ["a", "b"])
    let parameters = RobertaParameters(configuration: configuration, seed: 3)
    parameters.prepareBagOfTokens()
    let rows = (0..<128).map { normalized(parameters, word: 5 + ($0 * 7) % 290, position: $0 + 2) }
    for (head, offset) in [-layer - 1, layer + 1].enumerated() {
      let query = project(rows[60], parameters, "roberta.encoder.layer.\(layer).attention.self.query.weight", head)
      let scores = rows.map { row in
        let key = project(row, parameters, "roberta.encoder.layer.\(layer).attention.self.key.weight", head)
        return exp(zip(query, key).reduce(0) { $0 + $1.0 * $1.1 } / 8)
      }
      #expect(scores[60 + offset] / scores.reduce(0, +) > 0.5)
    }
  }

  /// A word's row with its position's, normalized, at the scale that training leaves words with.
  private func normalized(_ parameters: RobertaParameters, word: Int, position: Int) -> [Float] {
    let words = parameters["roberta.embeddings.word_embeddings.weight"]
    let positions = parameters["roberta.embeddings.position_embeddings.weight"]
    let row = (0..<192).map { 1.7 * words[word * 192 + $0] + positions[position * 192 + $0] }
    let mean = row.reduce(0, +) / 192
    let deviation = (row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 192).squareRoot()
    return row.map { ($0 - mean) / deviation }
  }

  private func project(_ row: [Float], _ parameters: RobertaParameters, _ name: String, _ head: Int) -> [Float] {
    let weight = parameters[name]
    return (head * 64..<(head + 1) * 64).map { out in (0..<192).reduce(0) { $0 + weight[out * 192 + $1] * row[$1] } }
  }

  @Test func ofTheKeysThePoolingOnesLearn() {
    let parameters = prepared()
    let training = BagOfTokensTraining(parameters: parameters, pool: ThreadPool(threads: 1))
    training.zeroGradients()
    _ = scores(training)
    let direction: [Float] = [0.5, -1, 0.25, 1, 0.5, -0.75, -0.25, 0.125, 1]
    direction.withUnsafeBufferPointer { training.backward(dlogits: $0) }
    let first = parameters.table[Self.keys]?.range.lowerBound ?? 0
    let rows = (0..<16).filter { row in (0..<16).contains { training.gradients.pointer[first + row * 16 + $0] != 0 } }
    #expect(rows == [0, 8])
  }

  @Test func onlyWhatItTrainsLearns() {
    let training = BagOfTokensTraining(parameters: prepared(), pool: ThreadPool(threads: 1))
    let names = training.parameters.table.descriptors.filter(training.trains).map(\.name)
    #expect(names.count == 8)
    #expect(names.filter { $0.contains("encoder") || $0.contains("position") } == [Self.keys])
  }
}
