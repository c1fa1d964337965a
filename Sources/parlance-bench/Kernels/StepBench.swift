import ArgumentParser
import Roberta
import Tensors

/// Measures whole training steps (forward, backward, AdamW) on drawn ids, without tokenizer and files.
struct StepBench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "Measures training steps on drawn batches of ragged sequences.")

  @Option(help: "C") var hidden = 192
  @Option(help: "L") var layers = 3
  @Option(help: "H") var heads = 6
  @Option(help: "V") var vocabulary = 16384
  @Option(help: "Tokens of a batch.") var tokens = 4096
  @Option(help: "The longest sequence; the shortest is a quarter of it.") var longest = 128
  @Option(help: "Threads.") var threads = 2
  @Option(help: "Steps.") var steps = 5

  func run() throws {
    let configuration = RobertaConfiguration(
      vocabSize: vocabulary, hiddenSize: hidden, numHiddenLayers: layers, numAttentionHeads: heads,
      intermediateSize: 4 * hidden, maxPositionEmbeddings: longest + 2, id2label: (0..<40).map { "\($0)" })
    let parameters = RobertaParameters(configuration: configuration, seed: 1)
    let pool = ThreadPool(threads: threads)
    let training = RobertaTraining(configuration: configuration, parameters: parameters, pool: pool)
    let moments = [FloatBuffer(count: parameters.buffer.count), FloatBuffer(count: parameters.buffer.count)]
    let batch = draw()
    print("\(CPUFeatures.description), \(batch.tokenCount) tokens in \(batch.count) sequences")
    let clock = ContinuousClock()
    for step in 1...steps {
      let start = clock.now
      training.zeroGradients()
      let logits = Array(training.forward(batch, dropout: DropoutState(seed: 1, step: UInt64(step))))
      let forward = clock.now
      logits.withUnsafeBufferPointer { training.backward(dlogits: $0) }
      let backward = clock.now
      update(training, moments, pool, step)
      let seconds = (clock.now - start) / .seconds(1)
      print(
        "forward \((forward - start) / .milliseconds(1)) ms, backward \((backward - forward) / .milliseconds(1)) ms,",
        "step \(seconds * 1000) ms, \(Int(Double(batch.tokenCount) / seconds)) tokens/s")
    }
  }

  private func draw() -> PackedBatch {
    var generator = SplitMix64(state: 1)
    var batch = PackedBatch()
    while batch.tokenCount < tokens {
      let length = Int.random(in: max(1, longest / 4)...longest, using: &generator)
      batch.append((0..<length).map { _ in Int32.random(in: 5..<Int32(vocabulary), using: &generator) })
    }
    return batch
  }

  private func update(_ training: RobertaTraining, _ moments: [FloatBuffer], _ pool: ThreadPool, _ step: Int) {
    let options = AdamWKernel.Options(learningRate: 1e-4, step: step)
    pool.forEachShare(of: training.gradients.count, granularity: 1024) { _, share in
      let start = share.lowerBound
      AdamWKernel.update(
        parameters: training.parameters.buffer.pointer + start, gradients: training.gradients.pointer + start,
        firstMoment: moments[0].pointer + start, secondMoment: moments[1].pointer + start, count: share.count,
        options: options)
    }
  }
}
