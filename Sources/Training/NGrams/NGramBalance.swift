internal import Evaluation

/// How much an n-gram part's logits count beside the encoder's: the factor with the least cross-entropy of their sum, at
/// the temperature that is the best for it.
///
/// With β(z + a n) = β z + γ n that loss is convex in (β, γ), so that its least value at each ratio a = γ/β falls and then
/// rises: the golden section finds where (Kiefer 1953). Only answers that are known count.
package struct NGramBalance: Sendable, Equatable {
  /// The factor a.
  package let factor: Double
  /// Mean cross-entropy (nats) of the encoder alone, and of the sum.
  package let lossBefore: Double, lossAfter: Double
  /// On how many texts it stands.
  package let rows: Int

  /// A snippet: the logits (K) of both, and its label.
  package struct Row: Sendable {
    let encoder: [Float]
    let ngrams: [Float]
    let label: Int

    /// A row of its parts.
    package init(encoder: [Float], ngrams: [Float], label: Int) {
      (self.encoder, self.ngrams, self.label) = (encoder, ngrams, label)
    }
  }

  /// The greatest factor: the encoder says nothing then.
  package static let greatest = 19.0
  /// A lesser one says nothing for the n-gram part.
  package static let least = 1e-3
  /// What 1 may be worse than the best by: where all is sure already, anything goes.
  private static let indifference = 1e-4
  private static let steps = 24

  /// Fits the factor, from 0 to `greatest`; 1 where there is nothing to fit it to, or it makes no difference.
  package init(_ rows: [Row]) {
    self.rows = rows.count
    guard !rows.isEmpty else {
      (factor, lossBefore, lossAfter) = (1, 0, 0)
      return
    }
    // Searched by share of the sum, which gives small and large factors their due.
    let share = Self.leastPlace(in: 0...Self.greatest / (1 + Self.greatest)) { Self.loss(rows, factor: $0 / (1 - $0)) }
    let (best, plain) = (Self.loss(rows, factor: share / (1 - share)), Self.loss(rows, factor: 1))
    let isPlain = plain <= best + Self.indifference
    factor = isPlain ? 1 : share / (1 - share)
    lossBefore = Self.loss(rows, factor: 0)
    lossAfter = isPlain ? plain : best
  }

  private static func loss(_ rows: [Row], factor: Double) -> Double {
    let logits = rows.map { row in zip(row.encoder, row.ngrams).map { $0 + Float(factor) * $1 } }
    return TemperatureFitting.fit(logits: logits, labels: rows.map(\.label)).lossAfter
  }

  /// Where a function that falls and then rises is the least.
  private static func leastPlace(in range: ClosedRange<Double>, of value: (Double) -> Double) -> Double {
    let ratio = (5.0.squareRoot() - 1) / 2
    var (lower, upper) = (range.lowerBound, range.upperBound)
    var (left, right) = (upper - ratio * (upper - lower), lower + ratio * (upper - lower))
    var (leftValue, rightValue) = (value(left), value(right))
    for _ in 0..<steps {
      if leftValue <= rightValue {
        (upper, right, rightValue) = (right, left, leftValue)
        left = upper - ratio * (upper - lower)
        leftValue = value(left)
      } else {
        (lower, left, leftValue) = (left, right, rightValue)
        right = lower + ratio * (upper - lower)
        rightValue = value(right)
      }
    }
    return (lower + upper) / 2
  }
}
