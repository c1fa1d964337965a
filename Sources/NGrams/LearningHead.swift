private import Tensors

/// The classifier on the text's vector while it is learnt: weight (K, D) and bias (K), by elementwise AdaGrad (Duchi et
/// al. 2011).
struct LearningHead {
  private(set) var weight: [Float]
  private(set) var bias: [Float]
  private var weightSquares: [Float]
  private var biasSquares: [Float]
  private let dimensions: Int
  /// (K) each: what the text is to be taken for, and what it is.
  private var targets: [Float]
  private var probabilities: [Float]

  /// What the accumulators begin at.
  private static let firstSquare: Float = 1e-3
  /// The same for classes that were learnt before: as much as the middle one has come to after 60,000 texts. From
  /// `firstSquare` on, the first steps would undo what was learnt.
  private static let continuedSquare: Float = 30
  /// A class whose logit has a smaller gradient is left alone: that is nearly all of them, nearly always.
  private static let leastGradient: Float = 1e-4

  /// K
  var classCount: Int { bias.count }

  /// Weight and bias 0.
  init(classCount: Int, dimensions: Int) {
    self.dimensions = dimensions
    weight = [Float](repeating: 0, count: classCount * dimensions)
    bias = [Float](repeating: 0, count: classCount)
    weightSquares = [Float](repeating: Self.firstSquare, count: weight.count)
    biasSquares = [Float](repeating: Self.firstSquare, count: classCount)
    targets = bias
    probabilities = bias
  }

  /// Class k goes on with the weight of class `oldRows[k]` of `old`, divided by `scale`, or begins at 0 where that is
  /// nil.
  init(continuing old: NGramClassifier, oldRows: [Int?], scale: Float) {
    self.init(classCount: oldRows.count, dimensions: old.dimensions)
    for (k, row) in oldRows.enumerated() {
      guard let row else { continue }
      for d in 0..<dimensions {
        weight[k * dimensions + d] = old.weight[row * dimensions + d] / scale
        weightSquares[k * dimensions + d] = Self.continuedSquare
      }
      bias[k] = old.bias[row]
      biasSquares[k] = Self.continuedSquare
    }
  }

  /// One step. Returns the loss, and makes `gradient` (D) that of the text's vector, `hidden` (D).
  mutating func learn(
    _ hidden: UnsafePointer<Float>, target: NGramTarget, learningRate: Float, gradient: UnsafeMutablePointer<Float>
  ) -> Double {
    let loss = loss(hidden, target)
    gradient.update(repeating: 0, count: dimensions)
    for k in probabilities.indices {
      let logitGradient = probabilities[k] - targets[k]
      guard logitGradient.magnitude >= Self.leastGradient else { continue }
      learn(k, logitGradient, hidden, learningRate: learningRate, gradient: gradient)
    }
    return loss
  }

  /// Makes `targets` and `probabilities` those of the text.
  private mutating func loss(_ hidden: UnsafePointer<Float>, _ target: NGramTarget) -> Double {
    targets.withUnsafeMutableBufferPointer { target.write(to: $0) }
    let logits = logits(hidden)
    return probabilities.withUnsafeMutableBufferPointer { probabilities in
      guard let base = probabilities.baseAddress else { return 0 }
      return SoftmaxCrossEntropy.forward(
        logits: logits, targets: targets, probabilities: base, rows: 1, classes: probabilities.count)
    }
  }

  private func logits(_ hidden: UnsafePointer<Float>) -> [Float] {
    weight.withUnsafeBufferPointer { weight in
      guard let weight = weight.baseAddress else { return [] }
      return bias.indices.map { bias[$0] + FloatRows.dot(weight + $0 * dimensions, hidden, count: dimensions) }
    }
  }

  /// The step of class `k`.
  private mutating func learn(
    _ k: Int, _ logitGradient: Float, _ hidden: UnsafePointer<Float>, learningRate: Float,
    gradient: UnsafeMutablePointer<Float>
  ) {
    let dimensions = dimensions
    weight.withUnsafeMutableBufferPointer { weight in
      weightSquares.withUnsafeMutableBufferPointer { squares in
        guard let weight = weight.baseAddress, let squares = squares.baseAddress else { return }
        let start = k * dimensions
        FloatRows.add(weight + start, times: logitGradient, to: gradient, count: dimensions)
        FloatRows.adaGrad(
          weight + start, squares: squares + start, gradient: hidden, times: logitGradient, rate: learningRate,
          count: dimensions)
      }
    }
    biasSquares[k] += logitGradient * logitGradient
    bias[k] -= learningRate * logitGradient / biasSquares[k].squareRoot()
  }
}
