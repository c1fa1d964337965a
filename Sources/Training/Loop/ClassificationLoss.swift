private import Tensors

/// Cross-entropy of softmax(logits) against smoothed labels, with its gradient: PyTorch's
/// `CrossEntropyLoss(weight, label_smoothing)`, for labels and for distributions.
///
/// With w the class weights (1 without) and ε the smoothing, a snippet of language y adds
/// (1 − ε)·w_y·(−log p_y) + ε/K · Σ w_k·(−log p_k), and w_y to what the sum is divided by. One with a distribution t adds
/// Σ w_k·((1 − ε)·t_k + ε/K)·(−log p_k), and 1. "None of these" has the uniform distribution as its target, without class
/// weights, times a weight of its own (outlier exposure, Hendrycks, Mazeika and Dietterich 2019).
package struct ClassificationLoss: Sendable {
  /// K.
  package let classCount: Int
  /// ε.
  package let labelSmoothing: Double
  /// What a "none of these" snippet counts in the mean; 0 leaves it out.
  package let noneOfTheseWeight: Double
  /// w: K of them, or nil where all count alike.
  package let classWeights: [Double]?

  /// A loss over so many classes.
  package init(
    classCount: Int, labelSmoothing: Double, noneOfTheseWeight: Double, classWeights: [Double]? = nil
  ) {
    precondition(classWeights.map { $0.count == classCount } ?? true, "ClassificationLoss: a weight a class")
    self.classCount = classCount
    self.labelSmoothing = labelSmoothing
    self.noneOfTheseWeight = noneOfTheseWeight
    self.classWeights = classWeights
  }

  /// The weight of a batch's snippets in the mean.
  package func weight(of batch: TokenBatch) -> Double {
    batch.targets.indices.reduce(0) { $0 + weight(of: batch.targets[$1], isSoft: batch.softLabels[$1] != nil) }
  }

  /// Adds up a batch, logits (B, K), and fills `gradient` (B, K) with d(scale · Σ weight·loss)/d(logits).
  package func sums(
    logits: UnsafeBufferPointer<Float>, labels: [Int32], softLabels: [Int: SoftLabels] = [:], scale: Double,
    gradient: inout [Float]
  ) -> LossSums {
    let wanted = distributions(of: labels, softLabels)
    let rowWeights = labels.map { $0 < 0 ? Float(noneOfTheseWeight) : 1 }
    gradient = [Float](repeating: 0, count: logits.count)
    var sums = LossSums()
    for (row, label) in labels.enumerated() {
      sums.weight += weight(of: label, isSoft: softLabels[row] != nil)
      if label >= 0 { sums.count(isCorrect: Self.best(of: logits, row, classCount) == Int(label)) }
    }
    guard let logits = logits.baseAddress, !labels.isEmpty else { return sums }
    gradient.withUnsafeMutableBufferPointer { buffer in
      guard let probabilities = buffer.baseAddress else { return }
      sums.weightedLoss = SoftmaxCrossEntropy.forward(
        logits: logits, targets: wanted, rowWeights: rowWeights, probabilities: probabilities, rows: labels.count,
        classes: classCount)
      SoftmaxCrossEntropy.backward(
        probabilities: probabilities, targets: wanted, rowWeights: rowWeights, scale: Float(scale),
        into: probabilities, rows: labels.count, classes: classCount)
    }
    return sums
  }

  /// The class with the greatest logit of a row of (B, K), the first of several.
  static func best(of logits: UnsafeBufferPointer<Float>, _ row: Int, _ classCount: Int) -> Int {
    let start = row * classCount
    return (start..<start + classCount).reduce(start) { logits[$1] > logits[$0] ? $1 : $0 } - start
  }

  private func weight(of label: Int32, isSoft: Bool) -> Double {
    label < 0 ? noneOfTheseWeight : isSoft ? 1 : classWeights?[Int(label)] ?? 1
  }

  /// The target distributions, times the class weights, (B, K).
  private func distributions(of labels: [Int32], _ softLabels: [Int: SoftLabels]) -> [Float] {
    var result = [Float](repeating: 0, count: labels.count * classCount)
    for (row, label) in labels.enumerated() {
      let start = row * classCount
      if label < 0 {
        for k in 0..<classCount { result[start + k] = Float(1 / Double(classCount)) }
        continue
      }
      for k in 0..<classCount { result[start + k] = weighted(k, labelSmoothing / Double(classCount)) }
      for (k, probability) in Self.distribution(label, softLabels[row]) {
        result[start + k] += weighted(k, (1 - labelSmoothing) * probability)
      }
    }
    return result
  }

  private func weighted(_ k: Int, _ value: Double) -> Float { Float((classWeights?[k] ?? 1) * value) }

  private static func distribution(_ label: Int32, _ soft: SoftLabels?) -> [(Int, Double)] {
    guard let soft else { return [(Int(label), 1)] }
    return zip(soft.labels, soft.probabilities).map { (Int($0), $1) }
  }
}
