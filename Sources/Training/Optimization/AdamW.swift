internal import Roberta
internal import Tensors

/// `torch.optim.AdamW` over a model's flat buffers, biases and LayerNorm without decay, and clipping by global norm.
///
/// Every parameter that learns is updated in every step, also the rows of the word embedding that no token of the
/// batch has: their moments and weights decay as PyTorch's do.
final class AdamW {
  /// Running means of the gradients and of their squares, laid out as the parameters.
  let firstMoment: FloatBuffer, secondMoment: FloatBuffer
  /// Updates so far.
  var updates = 0
  private let segments: [Segment]
  private let configuration: TrainingConfiguration
  /// Sums of squares are taken over pieces of this size and added in order, whatever the number of threads.
  private static let pieceSize = 1 << 16

  /// A stretch of neighbouring parameters that are treated alike.
  private struct Segment {
    var range: Range<Int>
    var decays: Bool
  }

  init(_ model: any TrainableClassifier, configuration: TrainingConfiguration) {
    let table = model.parameters.table
    firstMoment = FloatBuffer(count: table.totalCount)
    secondMoment = FloatBuffer(count: table.totalCount)
    self.configuration = configuration
    var segments: [Segment] = []
    for descriptor in table.descriptors where model.trains(descriptor) {
      if let last = segments.last, last.range.upperBound == descriptor.offset, last.decays == descriptor.hasWeightDecay
      {
        segments[segments.count - 1].range = last.range.lowerBound..<descriptor.range.upperBound
      } else {
        segments.append(Segment(range: descriptor.range, decays: descriptor.hasWeightDecay))
      }
    }
    self.segments = segments
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
    let decaying = options(learningRate, gradientScale, decay: configuration.weightDecay)
    let plain = options(learningRate, gradientScale, decay: 0)
    for segment in segments {
      pool.forEachShare(of: segment.range.count, granularity: 1024) { _, share in
        let start = segment.range.lowerBound + share.lowerBound
        AdamWKernel.update(
          parameters: parameters.pointer + start, gradients: gradients.pointer + start,
          firstMoment: firstMoment.pointer + start, secondMoment: secondMoment.pointer + start, count: share.count,
          options: segment.decays ? decaying : plain)
      }
    }
  }

  private func options(_ learningRate: Double, _ gradientScale: Double, decay: Double) -> AdamWKernel.Options {
    AdamWKernel.Options(
      learningRate: Float(learningRate), beta1: Float(configuration.adamBeta1), beta2: Float(configuration.adamBeta2),
      epsilon: Float(configuration.adamEpsilon), weightDecay: Float(decay), gradientScale: Float(gradientScale),
      step: updates)
  }
}

/// A buffer that several threads fill, each its own part.
private struct SharedPointer: @unchecked Sendable {
  let buffer: UnsafeMutableBufferPointer<Double>

  init(_ buffer: UnsafeMutableBufferPointer<Double>) { self.buffer = buffer }
}
