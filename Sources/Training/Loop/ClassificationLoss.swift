private import Tensors

/// Cross-entropy of softmax(logits) against smoothed labels, with its gradient.
///
/// A snippet of language y has the target (1 − ε)·onehot(y) + ε/K, as PyTorch's `CrossEntropyLoss(label_smoothing)`.
/// "None of these" has the uniform distribution as its target, times a weight (outlier exposure, Hendrycks, Mazeika
/// and Dietterich 2019).
package struct ClassificationLoss: Sendable {
  /// K.
  package let classCount: Int
  /// ε.
  package let labelSmoothing: Double
  /// What a "none of these" snippet counts in the mean; 0 leaves it out.
  package let noneOfTheseWeight: Double

  /// A loss over so many classes.
  package init(classCount: Int, labelSmoothing: Double, noneOfTheseWeight: Double) {
    self.classCount = classCount
    self.labelSmoothing = labelSmoothing
    self.noneOfTheseWeight = noneOfTheseWeight
  }

  /// The weight of a batch's snippets in the mean.
  func weight(of targets: [Int32]) -> Double {
    targets.reduce(0) { $0 + weight(of: $1) }
  }

  /// Adds up a batch, logits (B, K), and fills `gradient` (B, K) with d(scale · Σ weight·loss)/d(logits).
  package func sums(
    logits: UnsafeBufferPointer<Float>, labels: [Int32], scale: Double, gradient: inout [Float]
  ) -> LossSums {
    let wanted = distributions(of: labels)
    let weights = labels.map { Float(weight(of: $0)) }
    gradient = [Float](repeating: 0, count: logits.count)
    var sums = counts(logits: logits, labels: labels)
    guard let logits = logits.baseAddress, !labels.isEmpty else { return sums }
    gradient.withUnsafeMutableBufferPointer { buffer in
      guard let probabilities = buffer.baseAddress else { return }
      sums.weightedLoss = SoftmaxCrossEntropy.forward(
        logits: logits, targets: wanted, rowWeights: weights, probabilities: probabilities, rows: labels.count,
        classes: classCount)
      SoftmaxCrossEntropy.backward(
        probabilities: probabilities, targets: wanted, rowWeights: weights, scale: Float(scale), into: probabilities,
        rows: labels.count, classes: classCount)
    }
    return sums
  }

  private func weight(of label: Int32) -> Double { label < 0 ? noneOfTheseWeight : 1 }

  /// The target distributions, (B, K).
  private func distributions(of labels: [Int32]) -> [Float] {
    var result = [Float](repeating: 0, count: labels.count * classCount)
    for (row, label) in labels.enumerated() {
      let uniform = Float((label < 0 ? 1 : labelSmoothing) / Double(classCount))
      for k in row * classCount..<(row + 1) * classCount { result[k] = uniform }
      if label >= 0 { result[row * classCount + Int(label)] += Float(1 - labelSmoothing) }
    }
    return result
  }

  private func counts(logits: UnsafeBufferPointer<Float>, labels: [Int32]) -> LossSums {
    var sums = LossSums()
    sums.weight = weight(of: labels)
    for (row, label) in labels.enumerated() where label >= 0 {
      let start = row * classCount
      sums.known += 1
      let first = (start..<start + classCount).reduce(start) { logits[$1] > logits[$0] ? $1 : $0 }
      if first == start + Int(label) { sums.correct += 1 }
    }
    return sums
  }
}

/// What a batch's losses add up to.
package struct LossSums: Sendable, Equatable {
  /// Σ weight · loss.
  package var weightedLoss = 0.0
  /// Σ weight.
  package var weight = 0.0
  /// How many snippets have a language.
  package var known = 0
  /// How many of them have their language as the first candidate.
  package var correct = 0

  /// Adds another batch's.
  package static func += (left: inout LossSums, right: LossSums) {
    left.weightedLoss += right.weightedLoss
    left.weight += right.weight
    left.known += right.known
    left.correct += right.correct
  }

  /// The mean loss; not a number where nothing was weighed.
  package var meanLoss: Double { weightedLoss / weight }
  /// The share of the known that is right.
  package var accuracy: Double { known == 0 ? 0 : Double(correct) / Double(known) }
}
