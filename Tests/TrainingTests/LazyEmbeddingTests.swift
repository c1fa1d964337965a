import Roberta
import Tensors
import Testing
import Training

/// Rows of the word embedding that are updated late, held against the dense optimizer: the one that runs where an average
/// of the weights is kept, which changes nothing else.
@Suite("Embedding rows that are updated late")
struct LazyEmbeddingTests {
  private static let configuration = RobertaConfiguration(
    vocabSize: 300, hiddenSize: 40, numHiddenLayers: 2, numAttentionHeads: 2, intermediateSize: 64,
    maxPositionEmbeddings: 32, id2label: ["a", "b", "c"])

  private struct Case: Sendable, CustomTestStringConvertible {
    var decay = 0.01, maxGradNorm = 1.0, accumulation = 1
    var precision = PrecisionChoice.fp32
    var testDescription: String { "decay \(decay), norm \(maxGradNorm), \(accumulation) batches, \(precision)" }
  }

  private static let cases = [
    Case(), Case(decay: 0), Case(decay: 0.3, maxGradNorm: 0.05), Case(maxGradNorm: 0), Case(accumulation: 3),
    Case(precision: .bf16), Case(precision: .fp16),
  ]

  private static func learner(_ item: Case, emaDecay: Double?) -> Learner {
    var settings = TrainingConfiguration()
    settings.weightDecay = item.decay
    settings.maxGradNorm = item.maxGradNorm
    settings.gradientAccumulationSteps = item.accumulation
    settings.precision = item.precision
    settings.emaDecay = emaDecay
    return Learner(RobertaParameters(configuration: configuration, seed: 3), settings, pool: ThreadPool(threads: 2))
  }

  /// A few of the vocabulary's ids, other ones in each step; some come back soon, some late, some never.
  private static func batches(_ step: Int, count: Int) -> [TokenBatch] {
    (0..<count).map { place in
      let sequences = (0..<3).map { row in
        let base = (step * 37 + place * 11 + row * 5) % 250
        return [Int32(0)] + (0..<6 + row).map { Int32(5 + (base + $0 * ($0 + step % 3)) % 280) } + [2]
      }
      return TokenBatch(packed: PackedBatch(sequences), targets: [0, 1, Int32(step % 3)])
    }
  }

  @Test("many steps give the dense optimizer's bits", arguments: cases)
  private func bits(item: Case) {
    let (late, dense) = (Self.learner(item, emaDecay: nil), Self.learner(item, emaDecay: 0.5))
    let schedule = LearningRateSchedule(kind: .cosine, peak: 3e-3, warmupSteps: 5, totalSteps: 60)
    for step in 0..<60 {
      let isBroken = step == 20 || step == 33
      for learner in [late, dense] where isBroken { learner.parameters["classifier.dense.weight"][0] = .nan }
      let batches = Self.batches(step, count: item.accumulation)
      let a = late.step(batches, number: step, learningRate: schedule.rate(at: step))
      let b = dense.step(batches, number: step, learningRate: schedule.rate(at: step))
      #expect(a.isApplied != isBroken && a.isApplied == b.isApplied && a.gradientNorm == b.gradientNorm)
      #expect(a.sums == b.sums || isBroken, "step \(step)")
      for learner in [late, dense] where isBroken { learner.parameters["classifier.dense.weight"][0] = 0.01 }
      if step == 13 || step == 14 || step == 59 { late.settle() }
      if step == 14 { #expect(late.parameters.buffer.array == dense.parameters.buffer.array) }
    }
    #expect(late.parameters.buffer.array == dense.parameters.buffer.array)
    #expect(late.optimizer.firstMoment.array == dense.optimizer.firstMoment.array)
    #expect(late.optimizer.secondMoment.array == dense.optimizer.secondMoment.array)
  }

  @Test("a row is late until it is asked for")
  func lateness() {
    let learner = Self.learner(Case(decay: 0.3), emaDecay: nil)
    let row = learner.parameters["roberta.embeddings.word_embeddings.weight"][299 * 40]
    let batch = TokenBatch(packed: PackedBatch([[0, 5, 6, 2]]), targets: [1])
    for step in 0..<3 { _ = learner.step([batch], number: step, learningRate: 1e-2) }
    #expect(learner.parameters["roberta.embeddings.word_embeddings.weight"][299 * 40] == row)
    learner.settle()
    #expect(learner.parameters["roberta.embeddings.word_embeddings.weight"][299 * 40] != row)
  }
}
