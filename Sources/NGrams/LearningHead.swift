private import Tensors

/// The layer on the text's vector while it is learnt, K rows for the classes and, behind them, the one for "none of these", by
/// elementwise AdaGrad (Duchi et al. 2011).
struct LearningHead {
  /// K + 1 rows.
  private var layer: NGramHead
  private var weightSquares: [Float]
  private var biasSquares: [Float]
  private let dimensions: Int
  /// Whether anything that is none of the classes was learnt.
  private var knowsNone = false
  /// Whether a row began at 0, (K + 1).
  private var isNew: [Bool]
  /// K
  let classCount: Int
  /// (K + 1) each: what the text is to be taken for, and what it is.
  private var targets: [Float]
  private var probabilities: [Float]

  /// What the accumulators begin at.
  private static let firstSquare: Float = 1e-3
  /// The same for classes that were learnt before: as much as the middle one has come to after 60,000 texts. From
  /// `firstSquare` on, the first steps would undo what was learnt.
  private static let continuedSquare: Float = 30
  /// A class whose logit has a smaller gradient is left alone: that is nearly all of them, nearly always.
  private static let leastGradient: Float = 1e-4

  /// Weight and bias 0.
  init(classCount: Int, dimensions: Int) {
    self.dimensions = dimensions
    self.classCount = classCount
    let rows = classCount + 1
    targets = [Float](repeating: 0, count: rows)
    probabilities = targets
    layer = NGramHead(weight: [Float](repeating: 0, count: rows * dimensions), bias: targets)
    weightSquares = [Float](repeating: Self.firstSquare, count: rows * dimensions)
    biasSquares = [Float](repeating: Self.firstSquare, count: rows)
    isNew = [Bool](repeating: true, count: rows)
  }

  /// Class k goes on with the weight of class `oldRows[k]` of `old`, divided by `scale`, or begins at 0 where that is
  /// nil; so does "none of these", where `old` has it.
  init(continuing old: NGramClassifier, oldRows: [Int?], scale: Float) {
    self.init(classCount: oldRows.count, dimensions: old.dimensions)
    for (k, row) in oldRows.enumerated() {
      if let row { goOn(k, as: row, of: old.classes, scale: scale) }
    }
    guard let none = old.none else { return }
    goOn(classCount, as: 0, of: none, scale: scale)
    knowsNone = true
  }

  private mutating func goOn(_ row: Int, as oldRow: Int, of head: NGramHead, scale: Float) {
    for d in 0..<dimensions {
      layer.weight[row * dimensions + d] = head.weight[oldRow * dimensions + d] / scale
      weightSquares[row * dimensions + d] = Self.continuedSquare
    }
    layer.bias[row] = head.bias[oldRow]
    biasSquares[row] = Self.continuedSquare
    isNew[row] = false
  }

  /// Takes the mean with another head, which weighs `share`, of new rows only where they are wanted.
  mutating func mix(with other: LearningHead, share: Float, newClassesToo: Bool) {
    for row in layer.bias.indices where newClassesToo || !isNew[row] {
      layer.weight.mix(with: other.layer.weight, share: share, in: row * dimensions..<(row + 1) * dimensions)
      layer.bias.mix(with: other.layer.bias, share: share, in: row..<row + 1)
    }
    knowsNone = knowsNone || other.knowsNone
  }

  /// The layers of the classes and of "none of these", with weights `factor` times as large; nil where nobody taught that.
  func layers(weightFactor factor: Float) -> (classes: NGramHead, none: NGramHead?) {
    let split = classCount * dimensions
    let weight = layer.weight.map { $0 * factor }
    let none = NGramHead(weight: Array(weight[split...]), bias: Array(layer.bias[classCount...]))
    return (
      NGramHead(weight: Array(weight[..<split]), bias: Array(layer.bias[..<classCount])), knowsNone ? none : nil
    )
  }

  /// One step. Returns the loss, and makes `gradient` (D) that of the text's vector, `hidden` (D).
  mutating func learn(
    _ hidden: UnsafePointer<Float>, target: NGramTarget, learningRate: Float, gradient: UnsafeMutablePointer<Float>
  ) -> Double {
    knowsNone = knowsNone || target == .noneOfThese
    let loss = loss(hidden, target)
    gradient.update(repeating: 0, count: dimensions)
    for row in layer.bias.indices {
      let logitGradient = probabilities[row] - targets[row]
      guard logitGradient.magnitude >= Self.leastGradient else { continue }
      learn(row, logitGradient, hidden, learningRate: learningRate, gradient: gradient)
    }
    return loss
  }

  /// Makes `targets` and `probabilities` those of the text.
  private mutating func loss(_ hidden: UnsafePointer<Float>, _ target: NGramTarget) -> Double {
    targets.withUnsafeMutableBufferPointer { target.write(to: $0) }
    let logits = layer.bias.indices.map { layer.output($0, hidden, dimensions: dimensions) }
    return probabilities.withUnsafeMutableBufferPointer { probabilities in
      guard let base = probabilities.baseAddress else { return 0 }
      return SoftmaxCrossEntropy.forward(
        logits: logits, targets: targets, probabilities: base, rows: 1, classes: probabilities.count)
    }
  }

  /// The step of row `k`.
  private mutating func learn(
    _ k: Int, _ logitGradient: Float, _ hidden: UnsafePointer<Float>, learningRate: Float,
    gradient: UnsafeMutablePointer<Float>
  ) {
    let dimensions = dimensions
    layer.weight.withUnsafeMutableBufferPointer { weight in
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
    layer.bias[k] -= learningRate * logitGradient / biasSquares[k].squareRoot()
  }
}
