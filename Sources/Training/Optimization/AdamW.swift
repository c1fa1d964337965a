package import Roberta
package import Tensors

/// `torch.optim.AdamW` over a model's flat buffers, biases and LayerNorm without decay, and clipping by global norm.
///
/// Every parameter that learns is updated in every step, as PyTorch's dense step does. Rows of the word embedding that no
/// token of the batch has are updated later (`EmbeddingRows`), to the same bits: `prepare` and `settle` say when. A layer
/// that is unfrozen later counts its steps from there, with moments of 0, as parameters do that PyTorch's optimizer meets
/// for the first time.
package final class AdamW {
  /// Running means of the gradients and of their squares, laid out as the parameters.
  package let firstMoment: FloatBuffer, secondMoment: FloatBuffer
  /// Updates so far.
  package private(set) var updates = 0
  /// Of them, those of each layer, from the embeddings to the head.
  private(set) var layerUpdates: [Int]
  private let model: any TrainableClassifier
  private var segments: [Segment] = []
  /// The word embedding, where not all of it is updated in every step.
  private var rows: EmbeddingRows?
  private let configuration: TrainingConfiguration
  /// Sums of squares are taken over pieces of this size and added in order, whatever the number of threads.
  private static let pieceSize = 1 << 16
  private static let wordEmbedding = "roberta.embeddings.word_embeddings.weight"

  /// A stretch of neighbouring parameters that are treated alike.
  private struct Segment {
    var range: Range<Int>
    var decays: Bool
    var layer: Int
    /// The word embedding, by rows.
    var isEmbedding: Bool
  }

  /// The optimizer of what `model` learns. Where an average of the weights is kept, which reads all of them after each
  /// step, all of them are updated in each.
  package init(_ model: any TrainableClassifier, configuration: TrainingConfiguration) {
    let table = model.parameters.table
    firstMoment = FloatBuffer(count: table.totalCount)
    secondMoment = FloatBuffer(count: table.totalCount)
    self.model = model
    self.configuration = configuration
    layerUpdates = [Int](repeating: 0, count: (table.descriptors.last?.layer ?? 0) + 2)
    follow(model)
  }

  /// Takes up what the model learns from now on.
  func follow(_ model: any TrainableClassifier) {
    segments.removeAll()
    for descriptor in model.parameters.table.descriptors where model.trains(descriptor) {
      let segment = Segment(
        range: descriptor.range, decays: descriptor.hasWeightDecay, layer: descriptor.layer,
        isEmbedding: descriptor.name == Self.wordEmbedding)
      if let last = segments.last, last.range.upperBound == descriptor.offset, last.decays == segment.decays,
        last.layer == segment.layer, !last.isEmbedding
      {
        segments[segments.count - 1].range = last.range.lowerBound..<descriptor.range.upperBound
      } else {
        segments.append(segment)
      }
    }
    if let embedding = segments.first(where: \.isEmbedding), rows == nil, model.gradientRows != nil,
      configuration.emaDecay == nil
    {
      rows = EmbeddingRows(range: embedding.range, columns: columns)
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

  private var columns: Int { model.parameters.configuration.hiddenSize }

  private var buffers: EmbeddingRows.Buffers {
    EmbeddingRows.Buffers(
      parameters: model.parameters.buffer, firstMoment: firstMoment, secondMoment: secondMoment)
  }

  /// Brings the word embedding's rows of these ids up to date, before a forward pass reads them.
  package func prepare(_ ids: [Int32], pool: ThreadPool) { rows?.catchUp(ids, buffers, pool: pool) }

  /// Brings every parameter and both moments up to date, before anyone else reads them.
  package func settle(pool: ThreadPool) { rows?.catchUpAll(buffers, pool: pool) }

  /// The stretches that may hold gradients: of the word embedding a row each.
  private var gradientPieces: [Range<Int>] {
    segments.flatMap { segment -> [Range<Int>] in
      guard segment.isEmbedding else { return Self.pieces(of: segment.range, size: Self.pieceSize) }
      guard let rows = model.gradientRows else { return Self.pieces(of: segment.range, size: columns) }
      return rows.map { row in
        let start = segment.range.lowerBound + Int(row) * columns
        return start..<start + columns
      }
    }
  }

  private static func pieces(of range: Range<Int>, size: Int) -> [Range<Int>] {
    stride(from: range.lowerBound, to: range.upperBound, by: size).map { $0..<min(range.upperBound, $0 + size) }
  }

  /// The Euclidean norm of all gradients that are trained.
  package func norm(pool: ThreadPool) -> Double {
    let pieces = gradientPieces
    let sums = UnsafeMutableBufferPointer<Double>.allocate(capacity: pieces.count)
    defer { sums.deallocate() }
    let shared = SharedPointer(sums)
    let gradients = model.gradients.pointer
    pool.forEachShare(of: pieces.count) { _, share in
      for index in share {
        let piece = pieces[index]
        shared.buffer[index] = VectorMath.sumOfSquares(gradients + piece.lowerBound, count: piece.count)
      }
    }
    return sums.reduce(0, +).squareRoot()
  }

  /// Multiplies all gradients that are trained.
  package func scaleGradients(by factor: Float, pool: ThreadPool) {
    let pieces = gradientPieces
    let gradients = model.gradients.pointer
    pool.forEachShare(of: pieces.count) { _, share in
      for piece in pieces[share] {
        VectorMath.scale(gradients + piece.lowerBound, by: factor, count: piece.count)
      }
    }
  }

  /// The factor by which gradients of this norm are multiplied, as `clip_grad_norm_`.
  package func clippingFactor(norm: Double) -> Double {
    configuration.maxGradNorm > 0 ? min(1, configuration.maxGradNorm / (norm + 1e-6)) : 1
  }

  /// One step with gradients times `gradientScale`.
  package func update(learningRate: Double, gradientScale: Double, pool: ThreadPool) {
    updates += 1
    for layer in Set(segments.map(\.layer)) { layerUpdates[layer + 1] += 1 }
    for segment in segments {
      let options = options(learningRate, gradientScale, segment)
      if segment.isEmbedding, let rows, let touched = model.gradientRows {
        rows.update(touched, buffers, gradients: model.gradients, options: options, pool: pool)
      } else {
        update(segment.range, options, pool: pool)
      }
    }
  }

  private func update(_ range: Range<Int>, _ options: AdamWKernel.Options, pool: ThreadPool) {
    let (parameters, gradients) = (model.parameters.buffer.pointer, model.gradients.pointer)
    pool.forEachShare(of: range.count, granularity: 1024) { _, share in
      let start = range.lowerBound + share.lowerBound
      AdamWKernel.update(
        parameters: parameters + start, gradients: gradients + start, firstMoment: firstMoment.pointer + start,
        secondMoment: secondMoment.pointer + start, count: share.count, options: options)
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
