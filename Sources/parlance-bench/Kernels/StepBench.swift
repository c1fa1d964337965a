import ArgumentParser
import Roberta
import Tensors
import Training

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
  @Option(help: "fp32, bf16, fp16 or auto.") var precision = PrecisionChoice.fp32
  @Flag(help: "AdamW updates every row of the word embedding in each step.") var dense = false

  func run() throws {
    let configuration = RobertaConfiguration(
      vocabSize: vocabulary, hiddenSize: hidden, numHiddenLayers: layers, numAttentionHeads: heads,
      intermediateSize: 4 * hidden, maxPositionEmbeddings: longest + 2, id2label: (0..<40).map { "\($0)" })
    let parameters = RobertaParameters(configuration: configuration, seed: 1)
    print(CPUFeatures.description)
    let pool = ThreadPool(threads: threads)
    var settings = TrainingConfiguration()
    settings.precision = precision.resolved
    settings.emaDecay = dense ? 0 : nil
    let training = RobertaTraining(
      configuration: configuration, parameters: parameters, pool: pool,
      precision: Precision(rawValue: precision.resolved.rawValue) ?? .fp32)
    let optimizer = AdamW(training, configuration: settings)
    var generator = SplitMix64(state: 1)
    for step in 1...steps { measure(draw(&generator), training, optimizer, pool, step) }
  }

  private func measure(
    _ batch: PackedBatch, _ training: RobertaTraining, _ optimizer: AdamW, _ pool: ThreadPool, _ step: Int
  ) {
    let clock = ContinuousClock()
    let start = clock.now
    training.zeroGradients()
    optimizer.prepare(batch.inputIDs, pool: pool)
    let logits = Array(training.forward(batch, dropout: DropoutState(seed: 1, step: UInt64(step))))
    let forward = clock.now
    logits.withUnsafeBufferPointer { training.backward(dlogits: $0) }
    let backward = clock.now
    let norm = optimizer.norm(pool: pool)
    optimizer.update(learningRate: 1e-5, gradientScale: optimizer.clippingFactor(norm: norm), pool: pool)
    let end = clock.now
    func milliseconds(_ from: ContinuousClock.Instant, _ to: ContinuousClock.Instant) -> String {
      let time: Double = (to - from) / .milliseconds(1)
      return "\((time * 10).rounded() / 10) ms"
    }
    let times =
      "forward \(milliseconds(start, forward)), backward \(milliseconds(forward, backward)), "
      + "AdamW \(milliseconds(backward, end))"
    let speed = Int(Double(batch.tokenCount) / ((end - start) / .seconds(1)))
    print("\(batch.tokenCount) tokens in \(batch.count) sequences: \(times), \(speed) tokens/s")
  }

  private func draw(_ generator: inout SplitMix64) -> PackedBatch {
    var batch = PackedBatch()
    while batch.tokenCount < tokens {
      let length = Int.random(in: max(1, longest / 4)...longest, using: &generator)
      batch.append((0..<length).map { _ in Int32.random(in: 5..<Int32(vocabulary), using: &generator) })
    }
    return batch
  }
}

extension PrecisionChoice: ExpressibleByArgument {}
