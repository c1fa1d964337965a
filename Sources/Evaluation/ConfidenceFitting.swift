package import Classification

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Fits how often answers are right to labelled ones: logistic regression on the features of `ConfidenceCurve`, by maximum
/// likelihood of what the probability that a text is in no known language leaves of it, with Fisher's scoring.
///
/// A normal prior about the curve that changes nothing (as of `priorRows` rows) keeps a handful of rows from saying much.
package enum ConfidenceFitting {
  /// An answer: its probability in a known language, whether it is right, its text's length in Unicode scalars, and how probable
  /// it is that the text is in no language of the model.
  package struct Row: Sendable {
    let probability: Double
    let isRight: Bool
    let characters: Int
    let unknown: Double

    /// A row of its parts.
    package init(probability: Double, isRight: Bool, characters: Int, unknown: Double = 0) {
      self.probability = probability
      self.isRight = isRight
      self.characters = characters
      self.unknown = unknown
    }

    /// 1, logit(p), l, l logit(p)
    fileprivate var features: [Double] {
      let (logOdds, length) = ConfidenceCurve.features(probability: probability, characters: characters)
      return [1, logOdds, length, logOdds * length]
    }

    /// The confidence where the curve says `score`, as log odds of what it can be at most, and its derivative by that.
    fileprivate func confidence(_ score: Double, most: Double) -> (value: Double, slope: Double) {
      let share = 1 / (1 + exp(-score))
      return ((1 - unknown) * most * share, (1 - unknown) * most * share * (1 - share))
    }
  }

  /// On fewer rows the probabilities are left as they are.
  package static let leastRows = 200
  private static let priorRows = 4.0
  private static let steps = 50
  /// No answer is as sure, or as unlikely, that one row says more than all others.
  private static let leastLikelihood = 1e-12
  private static let halvings = (0..<30).map { 1 / Double(1 << $0) }
  /// A curve that is steeper than this is none that answers have.
  private static let greatestWeight = 50.0

  /// What the surest answers are right at most, as far as it is looked for.
  private static let mosts = [1, 0.995, 0.99, 0.985, 0.98, 0.97, 0.96, 0.95]

  /// The curve of these answers, of those that can be surest of themselves to whatever share the one with the least
  /// calibration error; nil where they are too few to tell. Texts so short that a ceiling holds for them are left out.
  package static func fit(_ rows: [Row]) -> ConfidenceCurve? {
    let usable = rows.filter {
      $0.probability.isFinite && ConfidenceCurve.ceiling(characters: $0.characters) >= 1
    }
    guard usable.count >= leastRows else { return nil }
    let curves = mosts.compactMap { fit(usable, most: $0) }.map { (curve: $0, error: error($0, usable)) }
    return curves.min { $0.error < $1.error }?.curve
  }

  /// The expected calibration error of the answers by a curve.
  private static func error(_ curve: ConfidenceCurve, _ rows: [Row]) -> Double {
    CalibrationError.expected(
      rows.map { row in
        (
          confidence: (1 - row.unknown) * curve.confidence(of: row.probability, characters: row.characters),
          isCorrect: row.isRight
        )
      })
  }

  private static func fit(_ usable: [Row], most: Double) -> ConfidenceCurve? {
    let start = [0.0, 1, 0, 0]
    let features = usable.map(\.features)
    var weights = start
    var loss = loss(features, usable, weights, start, most)
    for _ in 0..<steps {
      let (gradient, curvature) = derivatives(features, usable, weights, start, most)
      guard let step = solution(curvature, gradient) else { break }
      // A whole step may overshoot where all answers are right, or all wrong.
      let next = halvings.lazy.map { share in zip(weights, step).map { $0 - share * $1 } }
        .map { (weights: $0, loss: Self.loss(features, usable, $0, start, most)) }.first { $0.loss < loss }
      guard let next else { break }
      (weights, loss) = next
    }
    guard weights.allSatisfy({ abs($0) <= greatestWeight }) else { return nil }
    return ConfidenceCurve(
      intercept: weights[0], slope: weights[1], length: weights[2], slopeByLength: weights[3], most: most)
  }

  /// The rows' negative log likelihood with the prior's.
  private static func loss(
    _ features: [[Double]], _ rows: [Row], _ weights: [Double], _ start: [Double], _ most: Double
  ) -> Double {
    var loss = zip(weights, start).reduce(0) { $0 + priorRows / 2 * ($1.0 - $1.1) * ($1.0 - $1.1) }
    for (feature, row) in zip(features, rows) {
      let confidence = row.confidence(dot(feature, weights), most: most).value
      loss -= log(max(row.isRight ? confidence : 1 - confidence, leastLikelihood))
    }
    return loss
  }

  /// The first derivative, (4), of the rows' negative log likelihood with the prior's, and what is expected of the second, (4, 4).
  private static func derivatives(
    _ features: [[Double]], _ rows: [Row], _ weights: [Double], _ start: [Double], _ most: Double
  ) -> ([Double], [[Double]]) {
    var gradient = zip(weights, start).map { priorRows * ($0 - $1) }
    var curvature = (0..<4).map { i in (0..<4).map { $0 == i ? priorRows : 0 } }
    for (feature, row) in zip(features, rows) {
      let (value, slope) = row.confidence(dot(feature, weights), most: most)
      let variance = max(value * (1 - value), leastLikelihood)
      let error = slope * (value - (row.isRight ? 1 : 0)) / variance
      let information = slope * slope / variance
      for i in 0..<4 {
        gradient[i] += feature[i] * error
        for j in 0..<4 { curvature[i][j] += feature[i] * feature[j] * information }
      }
    }
    return (gradient, curvature)
  }

  private static func dot(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
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
