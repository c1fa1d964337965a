#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Temperature scaling: the one number by which logits are divided so that a confidence of 0.8 is right eight times in
/// ten (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017, section 4.2).
///
/// The mean negative log likelihood of labelled rows is convex in the inverse temperature β = 1/T, with
///   d/dβ = mean(E_p[z] - z_y),  d²/dβ² = mean(Var_p[z]),  p = softmax(β z),
/// so Newton's method inside a shrinking bracket finds its only minimum.
package enum TemperatureFitting {
  /// The temperatures that a fit can give: outside of them a model is broken rather than badly calibrated.
  package static let range: ClosedRange<Double> = 0.05...20

  /// What a fit found.
  package struct Fit: Sendable, Equatable {
    /// The temperature, in `range`.
    package let temperature: Double
    /// Mean negative log likelihood (nats) at temperature 1 and at the fitted one.
    package let lossBefore: Double, lossAfter: Double
    /// How many rows it stands on.
    package let rows: Int
  }

  /// Fits the temperature to logits (B rows of K) and the index of each row's true label. Rows whose label is not one of
  /// the logits' indices are left out; without any row the temperature is 1.
  package static func fit(logits: [[Float]], labels: [Int]) -> Fit {
    let rows = zip(logits, labels).filter { $0.indices.contains($1) && $0.allSatisfy(\.isFinite) }
      .map { Row(logits: $0.0, label: $0.1) }
    guard !rows.isEmpty else { return Fit(temperature: 1, lossBefore: 0, lossAfter: 0, rows: 0) }
    let beta = minimise(rows)
    let after = moments(rows, beta: beta).loss
    return Fit(temperature: 1 / beta, lossBefore: moments(rows, beta: 1).loss, lossAfter: after, rows: rows.count)
  }

  /// Newton's method on β, kept inside the bracket that the slope's sign narrows; bisection where it would leave it.
  private static func minimise(_ rows: [Row]) -> Double {
    var lower = 1 / range.upperBound
    var upper = 1 / range.lowerBound
    var beta = 1.0
    for _ in 0..<100 {
      let here = moments(rows, beta: beta)
      if here.slope > 0 { upper = beta } else { lower = beta }
      let step = here.curvature > 0 ? beta - here.slope / here.curvature : .nan
      let next = step > lower && step < upper ? step : (lower + upper) / 2
      if abs(next - beta) < 1e-10 * beta { return next }
      beta = next
    }
    return beta
  }

  /// Mean loss over the rows at β, with its first and second derivative.
  private static func moments(_ rows: [Row], beta: Double) -> (loss: Double, slope: Double, curvature: Double) {
    var loss = 0.0
    var slope = 0.0
    var curvature = 0.0
    for row in rows {
      let (rowLoss, mean, variance) = row.moments(beta: beta)
      loss += rowLoss
      slope += mean
      curvature += variance
    }
    let count = Double(rows.count)
    return (loss / count, slope / count, curvature / count)
  }
}

/// One row's logits relative to its true label's (K), so that the true label's is 0.
private struct Row {
  let differences: [Double]
  let highest: Double

  init(logits: [Float], label: Int) {
    let own = Double(logits[label])
    differences = logits.map { Double($0) - own }
    highest = differences.max() ?? 0
  }

  /// -log p_y, E_p[z - z_y] and Var_p[z] under p = softmax(β z).
  func moments(beta: Double) -> (loss: Double, mean: Double, variance: Double) {
    var total = 0.0
    var first = 0.0
    var second = 0.0
    for difference in differences {
      let weight = exp(beta * (difference - highest))
      total += weight
      first += weight * difference
      second += weight * difference * difference
    }
    let mean = first / total
    return (log(total) + beta * highest, mean, max(0, second / total - mean * mean))
  }
}
