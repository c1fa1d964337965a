package import Classification

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Fits how often answers are right to labelled ones: logistic regression on the features of `ConfidenceCurve`.
///
/// A normal prior about the curve that changes nothing (as of `priorRows` rows) keeps a handful of rows from saying much.
package enum ConfidenceFitting {
  /// An answer: its probability, whether it is right, and its text's length in Unicode scalars.
  package struct Row: Sendable {
    let probability: Double
    let isRight: Bool
    let characters: Int

    /// A row of its parts.
    package init(probability: Double, isRight: Bool, characters: Int) {
      self.probability = probability
      self.isRight = isRight
      self.characters = characters
    }
  }

  /// On fewer rows the probabilities are left as they are.
  package static let leastRows = 200
  private static let priorRows = 4.0
  private static let steps = 50
  private static let halvings = (0..<30).map { 1 / Double(1 << $0) }
  /// A curve that is steeper than this is none that answers have.
  private static let greatestWeight = 50.0

  /// The curve of these answers; nil where they are too few to tell.
  package static func fit(_ rows: [Row]) -> ConfidenceCurve? {
    let usable = rows.filter { $0.probability.isFinite }
    guard usable.count >= leastRows else { return nil }
    let start = [0.0, 1, 0, 0]
    let features = usable.map { row in
      let (logOdds, length) = ConfidenceCurve.features(probability: row.probability, characters: row.characters)
      return [1, logOdds, length, logOdds * length]
    }
    var weights = start
    var loss = loss(features, usable, weights, start)
    for _ in 0..<steps {
      let (gradient, curvature) = derivatives(features, usable, weights, start)
      guard let step = solution(curvature, gradient) else { break }
      // A whole step may overshoot where all answers are right, or all wrong.
      let next = halvings.lazy.map { share in zip(weights, step).map { $0 - share * $1 } }
        .map { (weights: $0, loss: Self.loss(features, usable, $0, start)) }.first { $0.loss < loss }
      guard let next else { break }
      (weights, loss) = next
    }
    guard weights.allSatisfy({ abs($0) <= greatestWeight }) else { return nil }
    return ConfidenceCurve(
      intercept: weights[0], slope: weights[1], length: weights[2], slopeByLength: weights[3])
  }

  /// The rows' negative log likelihood with the prior's.
  private static func loss(_ features: [[Double]], _ rows: [Row], _ weights: [Double], _ start: [Double]) -> Double {
    var loss = zip(weights, start).reduce(0) { $0 + priorRows / 2 * ($1.0 - $1.1) * ($1.0 - $1.1) }
    for (feature, row) in zip(features, rows) {
      let score = zip(feature, weights).reduce(0) { $0 + $1.0 * $1.1 } * (row.isRight ? -1 : 1)
      // log(1 + exp(score)), without overflow.
      loss += max(0, score) + log1p(exp(-abs(score)))
    }
    return loss
  }

  /// The first and second derivative, (4) and (4, 4), of the rows' negative log likelihood with the prior's.
  private static func derivatives(
    _ features: [[Double]], _ rows: [Row], _ weights: [Double], _ start: [Double]
  ) -> ([Double], [[Double]]) {
    var gradient = zip(weights, start).map { priorRows * ($0 - $1) }
    var curvature = (0..<4).map { i in (0..<4).map { $0 == i ? priorRows : 0 } }
    for (feature, row) in zip(features, rows) {
      let score = zip(feature, weights).reduce(0) { $0 + $1.0 * $1.1 }
      let expected = 1 / (1 + exp(-score))
      for i in 0..<4 {
        gradient[i] += feature[i] * (expected - (row.isRight ? 1 : 0))
        for j in 0..<4 { curvature[i][j] += feature[i] * feature[j] * expected * (1 - expected) }
      }
    }
    return (gradient, curvature)
  }

  /// x of A x = b with a positive definite A, by elimination; nil where it is none.
  private static func solution(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    var (a, b) = (matrix, right)
    for pivot in b.indices {
      guard a[pivot][pivot] > 0 else { return nil }
      for row in b.indices where row > pivot {
        let factor = a[row][pivot] / a[pivot][pivot]
        for column in b.indices { a[row][column] -= factor * a[pivot][column] }
        b[row] -= factor * b[pivot]
      }
    }
    for row in b.indices.reversed() {
      for column in b.indices where column > row { b[row] -= a[row][column] * b[column] }
      b[row] /= a[row][row]
    }
    return b
  }
}
