internal import Roberta
internal import Tensors

/// `torch.optim.AdamW` over a model's flat buffers, biases and LayerNorm without decay, and clipping by global norm.
///
/// Every parameter that learns is updated in every step, also the rows of the word embedding that no token of the
/// batch has: their moments and weights decay as PyTorch's do. A layer that is unfrozen later counts its steps from
/// there, with moments of 0, as parameters do that PyTorch's optimizer meets for the first time.
final class AdamW {
  /// Running means of the gradients and of their squares, laid out as the parameters.
  let firstMoment: FloatBuffer, secondMoment: FloatBuffer
  /// Updates so far.
  private(set) var updates = 0
  /// Of them, those of each layer, from the embeddings to the head.
  private(set) var layerUpdates: [Int]
  private var segments: [Segment] = []
  private let configuration: TrainingConfiguration
  /// Sums of squares are taken over pieces of this size and added in order, whatever the number of threads.
  private static let pieceSize = 1 << 16

  /// A stretch of neighbouring parameters that are treated alike.
  private struct Segment {
    var range: Range<Int>
    var decays: Bool
    var layer: Int
  }

  init(_ model: any TrainableClassifier, configuration: TrainingConfiguration) {
    let table = model.parameters.table
    firstMoment = FloatBuffer(count: table.totalCount)
    secondMoment = FloatBuffer(count: table.totalCount)
    self.configuration = configuration
    layerUpdates = [Int](repeating: 0, count: (table.descriptors.last?.layer ?? 0) + 2)
    follow(model)
  }

  /// Takes up what the model learns from now on.
  func follow(_ model: any TrainableClassifier) {
    segments.removeAll()
    for descriptor in model.parameters.table.descriptors where model.trains(descriptor) {
      let segment = Segment(
        range: descriptor.range, decays: descriptor.hasWeightDecay, layer: descriptor.layer)
      if let last = segments.last, last.range.upperBound == segment.range.lowerBound, last.decays == segment.decays,
        last.layer == segment.layer
      {
        segments[segments.count - 1].range = last.range.lowerBound..<descriptor.range.upperBound
      } else {
        segments.append(segment)
      }
    }
  }

  /// Where the parameters that learn begin; the moments before it are 0 and were never touched.
  var learningStart: Int { segments.first?.range.lowerBound ?? firstMoment.count }

  /// Goes on from a checkpoint's counts.
  func restore(updates: Int, layerUpdates: [Int]) {
    precondition(layerUpdates.count == self.layerUpdates.count, "AdamW.restore: another model's layers")
    self.updates = updates
    self.layerUpdates = layerUpdates
  }

  /// The Euclidean norm of all gradients that are trained.
  func norm(of gradients: FloatBuffer, pool: ThreadPool) -> Double {
    let pieces = segments.flatMap { segment in
      stride(from: segment.range.lowerBound, to: segment.range.upperBound, by: Self.pieceSize).map {
        $0..<min(segment.range.upperBound, $0 + Self.pieceSize)
      }
    }
    let sums = UnsafeMutableBufferPointer<Double>.allocate(capacity: pieces.count)
    defer { sums.deallocate() }
    let shared = SharedPointer(sums)
    pool.forEachShare(of: pieces.count) { _, share in
      for index in share {
        let piece = pieces[index]
        shared.buffer[index] = VectorMath.sumOfSquares(gradients.pointer + piece.lowerBound, count: piece.count)
      }
    }
    return sums.reduce(0, +).squareRoot()
  }

  /// The factor by which gradients of this norm are multiplied, as `clip_grad_norm_`.
  func clippingFactor(norm: Double) -> Double {
    configuration.maxGradNorm > 0 ? min(1, configuration.maxGradNorm / (norm + 1e-6)) : 1
  }

  /// One step with gradients times `gradientScale`.
  func update(
    _ parameters: FloatBuffer, gradients: FloatBuffer, learningRate: Double, gradientScale: Double, pool: ThreadPool
  ) {
    updates += 1
    for layer in Set(segments.map(\.layer)) { layerUpdates[layer + 1] += 1 }
    for segment in segments {
      let options = options(learningRate, gradientScale, segment)
      pool.forEachShare(of: segment.range.count, granularity: 1024) { _, share in
        let start = segment.range.lowerBound + share.lowerBound
        AdamWKernel.update(
          parameters: parameters.pointer + start, gradients: gradients.pointer + start,
          firstMoment: firstMoment.pointer + start, secondMoment: secondMoment.pointer + start, count: share.count,
          options: options)
      }
    }
  }

  private func options(_ learningRate: Double, _ gradientScale: Double, _ segment: Segment) -> AdamWKernel.Options {
    AdamWKernel.Options(
      learningRate: Float(learningRate), beta1: Float(configuration.adamBeta1), beta2: Float(configuration.adamBeta2),
      epsilon: Float(configuration.adamEpsilon),
      weightDecay: segment.decays ? Float(configuration.weightDecay) : 0, gradientScale: Float(gradientScale),
      step: layerUpdates[segment.layer + 1])
  }
}

/// A buffer that several threads fill, each its own part.
private struct SharedPointer: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<Double>

  init(_ buffer: UnsafeMutableBufferPointer<Double>) { self.buffer = buffer }
}
