import JSON
import Roberta
import Tensors
import TestSupport
import Testing

@Suite struct ReferenceTests {
  @Test(arguments: [1, 2, 3]) func logitsOfInference(threads: Int) throws {
    let reference = try Reference()
    let model = RobertaForSequenceClassification(
      configuration: reference.configuration, parameters: reference.parameters)
    let pool = threads == 1 ? nil : ThreadPool(threads: threads)
    let workspace = RobertaWorkspace()
    let expected = try reference.floats("logits")
    for _ in 0..<2 {
      let logits = model.logits(reference.batch, workspace: workspace, pool: pool)
      #expect(relativeDifference(logits, expected, floor: 1) < 1e-5)
    }
  }

  @Test(arguments: [1, 2, 3, 16]) func logitsLossAndGradients(threads: Int) throws {
    let reference = try Reference()
    let step = TrainingStep(reference, pool: ThreadPool(threads: threads))
    let loss = step.run()
    #expect(relativeDifference(step.logits, try reference.floats("logits"), floor: 1) < 1e-5)
    #expect(abs(loss - 2.1824563102504286) < 1e-5)
    for descriptor in reference.parameters.table.descriptors {
      let expected = try reference.floats("gradient.\(descriptor.name)")
      let found = step.gradient(descriptor)
      // By algebra the gradient of a key's bias is zero; PyTorch's is rounding noise.
      let floor: Float = descriptor.name.hasSuffix("key.bias") ? 1 : 0
      #expect(expected.count == descriptor.count)
      #expect(relativeDifference(found, expected, floor: floor) < 1e-4, "\(descriptor.name)")
    }
  }

  @Test func tenOptimizerSteps() throws {
    let reference = try Reference()
    let json = try JSONValue(parsing: readFile(Repository.fixture("roberta/reference.json")))
    let optimizer = try #require(json["optimizer"])
    let rates = try #require(optimizer["learningRates"]?.arrayValue).compactMap(\.doubleValue)
    let losses = try #require(optimizer["losses"]?.arrayValue).compactMap(\.doubleValue)
    let step = TrainingStep(reference, pool: ThreadPool(threads: 2))
    var moments = Moments(count: reference.parameters.table.totalCount)
    for (index, rate) in rates.enumerated() {
      let loss = step.run()
      #expect(abs(loss - losses[index]) < 1e-4)
      moments.update(reference.parameters, step.training.gradients, rate: Float(rate), step: index + 1)
    }
    for descriptor in reference.parameters.table.descriptors where !descriptor.name.hasSuffix("key.bias") {
      let expected = try reference.floats("after.\(descriptor.name)")
      #expect(relativeDifference(reference.parameters[descriptor.name], expected) < 1e-4, "\(descriptor.name)")
    }
  }

  @Test(arguments: [0, 1, 2, 3]) func frozenLayersGetNoGradientAndTheOthersTheSame(lowest: Int) throws {
    let reference = try Reference()
    let pool = ThreadPool(threads: 2)
    let step = TrainingStep(reference, pool: pool, plan: FreezingPlan(lowestLayer: lowest))
    _ = step.run()
    for descriptor in reference.parameters.table.descriptors {
      let found = step.gradient(descriptor)
      if descriptor.layer < lowest {
        #expect(found.allSatisfy { $0 == 0 }, "\(descriptor.name)")
      } else if !descriptor.name.hasSuffix("key.bias") {
        let expected = try reference.floats("gradient.\(descriptor.name)")
        #expect(relativeDifference(found, expected) < 1e-4, "\(descriptor.name)")
      }
    }
  }
}

/// Forward, mean cross entropy, backward on the reference's batch.
final class TrainingStep {
  let training: RobertaTraining
  var logits: [Float] = []
  private let batch: PackedBatch
  private let targets: [Float]
  private let classes: Int

  init(
    _ reference: Reference, parameters: RobertaParameters? = nil, pool: ThreadPool, plan: FreezingPlan = .everything
  ) {
    let parameters = parameters ?? reference.parameters
    training = RobertaTraining(
      configuration: parameters.configuration, parameters: parameters, pool: pool, trainable: plan)
    batch = reference.batch
    targets = reference.targets
    classes = reference.configuration.numLabels
  }

  /// The loss; the gradients are in `training`.
  func run(dropout: DropoutState? = nil, zeroing: Bool = true) -> Double {
    if zeroing { training.zeroGradients() }
    logits = Array(training.forward(batch, dropout: dropout))
    var gradient = logits
    let loss = SoftmaxCrossEntropy.forward(
      logits: logits, targets: targets, probabilities: &gradient, rows: batch.count, classes: classes)
    let probabilities = gradient
    SoftmaxCrossEntropy.backward(
      probabilities: probabilities, targets: targets, scale: 1 / Float(batch.count), into: &gradient,
      rows: batch.count, classes: classes)
    gradient.withUnsafeBufferPointer { training.backward(dlogits: $0) }
    return loss / Double(batch.count)
  }

  func gradient(_ descriptor: ParameterDescriptor) -> [Float] { Array(training.gradients.buffer[descriptor.range]) }
}

/// AdamW with clipping to norm 1, as the reference's loop.
struct Moments {
  let first: FloatBuffer
  let second: FloatBuffer

  init(count: Int) {
    first = FloatBuffer(count: count)
    second = FloatBuffer(count: count)
  }

  mutating func update(_ parameters: RobertaParameters, _ gradients: FloatBuffer, rate: Float, step: Int) {
    let norm = VectorMath.sumOfSquares(gradients.pointer, count: gradients.count).squareRoot()
    for descriptor in parameters.table.descriptors {
      AdamWKernel.update(
        parameters: parameters.buffer.pointer + descriptor.offset, gradients: gradients.pointer + descriptor.offset,
        firstMoment: first.pointer + descriptor.offset, secondMoment: second.pointer + descriptor.offset,
        count: descriptor.count,
        options: .init(
          learningRate: rate, weightDecay: descriptor.hasWeightDecay ? 0.01 : 0,
          gradientScale: Float(min(1, 1 / (norm + 1e-6))), step: step))
    }
  }
}
