internal import Classification

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Logistic regression of whether answers are right on what a `ConfidenceCurve` of certain points sees of them: by maximum
/// likelihood of what the probability that a text is in no known language leaves of its confidence, with Fisher's scoring.
///
/// A normal prior about given points (as of `priorRows` rows) keeps a handful of rows from saying much.
struct ConfidenceRegression {
  private let rows: [ConfidenceFitting.Row]
  /// For each row the share of each of the P points, then ln(p) and then -ln(1 - p) times the share of each: (rows, 3 P).
  private let features: [[Double]]
  private let lengths: [Int]
  /// Intercepts, then slopes, then upper slopes: (3 P).
  private let prior: [Double]
  private let most: Double

  private static let priorRows = 4.0
  private static let steps = 50
  /// No answer is as sure, or as unlikely, that one row says more than all others.
  private static let leastLikelihood = 1e-12
  private static let halvings = (0..<30).map { 1 / Double(1 << $0) }
  /// A curve that is steeper than this is none that answers have.
  private static let greatestWeight = 50.0

  /// A regression on rows for points that are taken to be near these, of a curve that is sure of itself to `most` at most.
  init(_ rows: [ConfidenceFitting.Row], prior points: [ConfidenceCurve.Point], most: Double) {
    let lengths = points.map(\.characters)
    self.rows = rows
    self.lengths = lengths
    self.most = most
    prior = points.map(\.intercept) + points.map(\.slope) + points.map(\.upperSlope)
    features = rows.map { row in
      let shares = ConfidenceCurve.shares(of: lengths, characters: row.characters)
      let evidence = ConfidenceCurve.evidence(row.probability)
      return shares + shares.map { $0 * evidence.lower } + shares.map { $0 * evidence.upper }
    }
  }

  /// The most likely points; nil where there are none that answers have. A slope that would be below the least one is that, and the
  /// others are what is most likely then.
  func points() -> [ConfidenceCurve.Point]? {
    var weights = prior
    var fixed: Set<Int> = []
    while true {
      weights = mostLikely(from: weights, fixed)
      let slopes = lengths.count..<weights.count
      let tooFlat = slopes.filter { !fixed.contains($0) && weights[$0] < ConfidenceCurve.leastSlope }
      if tooFlat.isEmpty { break }
      for index in tooFlat { weights[index] = ConfidenceCurve.leastSlope }
      fixed.formUnion(tooFlat)
    }
    guard weights.allSatisfy({ abs($0) <= Self.greatestWeight }) else { return nil }
    return lengths.enumerated().map { place, characters in
      .init(
        characters: characters, intercept: weights[place], slope: weights[lengths.count + place],
        upperSlope: weights[2 * lengths.count + place])
    }
  }

  /// The most likely weights, (3 P), those that are fixed as they are.
  private func mostLikely(from start: [Double], _ fixed: Set<Int>) -> [Double] {
    var weights = start
    var loss = loss(weights)
    for _ in 0..<Self.steps {
      var (gradient, information) = derivatives(weights)
      for index in fixed {
        gradient[index] = 0
        for other in information.indices where other != index {
          (information[index][other], information[other][index]) = (0, 0)
        }
      }
      guard let step = Self.solution(information, gradient) else { break }
      // A whole step may overshoot where all answers are right, or all wrong.
      let next = Self.halvings.lazy.map { share in zip(weights, step).map { $0 - share * $1 } }
        .map { (weights: $0, loss: self.loss($0)) }.first { $0.loss < loss }
      guard let next else { break }
      (weights, loss) = next
    }
    return weights
  }

  /// The rows' negative log likelihood with the prior's.
  private func loss(_ weights: [Double]) -> Double {
    var loss = zip(weights, prior).reduce(0) { $0 + Self.priorRows / 2 * ($1.0 - $1.1) * ($1.0 - $1.1) }
    for (feature, row) in zip(features, rows) {
      let confidence = confidence(row, Self.dot(feature, weights)).value
      loss -= log(max(row.isRight ? confidence : 1 - confidence, Self.leastLikelihood))
    }
    return loss
  }

  /// The gradient of the rows' negative log likelihood with the prior's, (3 P), and Fisher's information, (3 P, 3 P).
  private func derivatives(_ weights: [Double]) -> ([Double], [[Double]]) {
    var gradient = zip(weights, prior).map { Self.priorRows * ($0 - $1) }
    var information = weights.indices.map { i in weights.indices.map { $0 == i ? Self.priorRows : 0 } }
    for (feature, row) in zip(features, rows) {
      let (value, slope) = confidence(row, Self.dot(feature, weights))
      let variance = max(value * (1 - value), Self.leastLikelihood)
      let error = slope * (value - (row.isRight ? 1 : 0)) / variance
      let weight = slope * slope / variance
      for i in feature.indices where feature[i] != 0 {
        gradient[i] += feature[i] * error
        for j in feature.indices { information[i][j] += feature[i] * feature[j] * weight }
      }
    }
    return (gradient, information)
  }

  /// The confidence where the curve says `score`, as log odds of what it can be at most, and its derivative by that.
  private func confidence(_ row: ConfidenceFitting.Row, _ score: Double) -> (value: Double, slope: Double) {
    let share = 1 / (1 + exp(-score))
    let known = (1 - row.unknown) * most
    return (known * share, known * share * (1 - share))
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
