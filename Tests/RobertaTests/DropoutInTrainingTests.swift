import Roberta
import Tensors
import Testing

@Suite struct DropoutInTrainingTests {
  private func dropping(_ probability: Double) throws -> (Reference, RobertaConfiguration) {
    let reference = try Reference()
    var configuration = reference.configuration
    configuration.hiddenDropoutProb = probability
    configuration.attentionProbsDropoutProb = probability
    configuration.classifierDropout = probability
    return (reference, configuration)
  }

  private func step(_ reference: Reference, _ configuration: RobertaConfiguration, threads: Int) -> TrainingStep {
    let parameters = RobertaParameters(configuration: configuration)
    parameters.buffer.pointer.update(from: reference.parameters.buffer.pointer, count: parameters.buffer.count)
    return TrainingStep(reference, parameters: parameters, pool: ThreadPool(threads: threads))
  }

  @Test func sameSeedAndThreadsSameBits() throws {
    let (reference, configuration) = try dropping(0.2)
    func run(_ threads: Int, _ state: DropoutState) -> (Double, [Float]) {
      let step = step(reference, configuration, threads: threads)
      return (step.run(dropout: state), step.training.gradients.array)
    }
    let state = DropoutState(seed: 7, step: 3)
    let (first, second) = (run(2, state), run(2, state))
    #expect(first.0 == second.0 && first.1 == second.1)
    // Other threads: the same masks, so the same numbers but for the order of sums.
    let third = run(3, state)
    #expect(abs(first.0 - third.0) < 1e-5)
    #expect(relativeDifference(third.1, first.1) < 1e-4)
    #expect(run(2, DropoutState(seed: 8, step: 3)).0 != first.0)
    #expect(run(2, DropoutState(seed: 7, step: 4)).0 != first.0)
  }

  /// The gradient is that of the loss with these very masks: central differences along a few parameters of each kind.
  @Test func gradientsWithDropoutAreFiniteDifferences() throws {
    let (reference, configuration) = try dropping(0.3)
    let step = step(reference, configuration, threads: 2)
    let state = DropoutState(seed: 1, step: 1)
    _ = step.run(dropout: state)
    let gradients = step.training.gradients.array
    let buffer = step.training.parameters.buffer
    for descriptor in step.training.parameters.table.descriptors where !descriptor.name.hasSuffix("key.bias") {
      // Along the gradient itself, where the loss changes most.
      let own = gradients[descriptor.range]
      let norm = own.reduce(Float(0)) { $0 + $1 * $1 }.squareRoot()
      let before = Array(buffer.buffer[descriptor.range])
      let distance: Float = 3e-3
      func loss(_ factor: Float) -> Double {
        for (i, g) in own.enumerated() { buffer.pointer[descriptor.offset + i] = before[i] + factor * g / norm }
        return step.run(dropout: state)
      }
      let slope = (loss(distance) - loss(-distance)) / Double(2 * distance)
      for (i, value) in before.enumerated() { buffer.pointer[descriptor.offset + i] = value }
      #expect(abs(slope - Double(norm)) < 0.02 * Double(norm) + 1e-3, "\(descriptor.name): \(slope), not \(norm)")
    }
  }

  @Test func gradientsAccumulateUntilZeroed() throws {
    let reference = try Reference()
    let step = TrainingStep(reference, pool: ThreadPool(threads: 2))
    _ = step.run()
    let once = step.training.gradients.array
    _ = step.run(zeroing: false)
    #expect(relativeDifference(step.training.gradients.array, once.map { 2 * $0 }) < 1e-6)
    let rows = step.training.touchedEmbeddingRows
    #expect(rows == Array(Set(reference.batch.inputIDs)).sorted())
    step.training.zeroGradients()
    #expect(step.training.gradients.array.allSatisfy { $0 == 0 })
    #expect(step.training.touchedEmbeddingRows.isEmpty)
  }

  /// Packing is not padding: a sequence's logits do not depend on its neighbours.
  @Test func sequencesDoNotSeeEachOther() throws {
    let reference = try Reference()
    let model = RobertaForSequenceClassification(
      configuration: reference.configuration, parameters: reference.parameters)
    let together = model.logits(reference.batch, workspace: RobertaWorkspace())
    let classes = reference.configuration.numLabels
    for b in 0..<reference.batch.count {
      let (start, end) = (reference.batch.sequenceOffsets[b], reference.batch.sequenceOffsets[b + 1])
      let alone = PackedBatch([Array(reference.batch.inputIDs[start..<end])])
      let logits = model.logits(alone, workspace: RobertaWorkspace())
      #expect(relativeDifference(logits, Array(together[b * classes..<(b + 1) * classes]), floor: 1) < 1e-6)
    }
  }

  @Test func aSeedGivesTheSameParameters() {
    let configuration = RobertaConfiguration(
      vocabSize: 400, hiddenSize: 32, numHiddenLayers: 2, numAttentionHeads: 4, intermediateSize: 64, id2label: ["a"])
    let one = RobertaParameters(configuration: configuration, seed: 3)
    #expect(one.buffer.array == RobertaParameters(configuration: configuration, seed: 3).buffer.array)
    #expect(one.buffer.array != RobertaParameters(configuration: configuration, seed: 4).buffer.array)
    let words = one["roberta.embeddings.word_embeddings.weight"]
    #expect(words[32..<64].allSatisfy { $0 == 0 }, "the padding row")
    let squares = words.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs((squares / Double(399 * 32)).squareRoot() - 0.02) < 0.0005)
    #expect(one["roberta.encoder.layer.1.output.LayerNorm.weight"].allSatisfy { $0 == 1 })
    #expect(one["classifier.dense.bias"].allSatisfy { $0 == 0 })
  }
}
