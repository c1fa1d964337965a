#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// How two models answer the same rows: the one before, and the one after.
///
/// Only the rows on which they differ in being right say which is the better one (McNemar 1947); how many of those there
/// are says how surely.
package struct PairedCounts: Sendable, Equatable {
  /// Rows, and on how many each was right.
  package private(set) var rows = 0, before = 0, after = 0
  /// Rows that the second alone is right on, and that the first alone is.
  package private(set) var gained = 0, lost = 0

  /// No rows yet.
  package init() {}

  /// Counts of rows.
  package init(_ answers: some Sequence<(before: Bool, after: Bool)>) {
    for answer in answers { add(before: answer.before, after: answer.after) }
  }

  /// Counts a row.
  package mutating func add(before: Bool, after: Bool) {
    rows += 1
    self.before += before ? 1 : 0
    self.after += after ? 1 : 0
    gained += !before && after ? 1 : 0
    lost += before && !after ? 1 : 0
  }

  /// The share of rows that each is right on; 0 without rows.
  package var accuracyBefore: Double { rows == 0 ? 0 : Double(before) / Double(rows) }
  package var accuracyAfter: Double { rows == 0 ? 0 : Double(after) / Double(rows) }

  /// The exact one-sided McNemar test that the second is the worse one: the probability of as many losses, or more, among
  /// the rows on which they differ, were they equally good.
  package var lossProbability: Double { Self.upperTail(of: gained + lost, from: lost) }

  /// The same that the second is the better one.
  package var gainProbability: Double { Self.upperTail(of: gained + lost, from: gained) }

  /// P(X >= k) of X ~ Binomial(n, 1/2), the sign test's.
  static func upperTail(of n: Int, from k: Int) -> Double {
    guard k > 0 else { return 1 }
    // By logarithms: 2^-n is 0 in floating point from n = 1075 on.
    var logTerm = -Double(n) * log(2)
    var sum = 0.0
    for i in 0...n {
      if i >= k { sum += exp(logTerm) }
      logTerm += log(Double(n - i)) - log(Double(i + 1))
    }
    return min(1, sum)
  }

  /// Tango's score statistic that the second is right on at least a share of `margin` rows less than the first; greater
  /// than the normal distribution's quantile of 1 − α, that much worse is ruled out at the level α. Not a number
  /// without rows.
  ///
  /// T. Tango, "Equivalence test and confidence interval for the difference in proportions for the paired-sample
  /// design", Statistics in Medicine 17 (1998), 891–908, equations 12 to 15. Unlike Wald's, it holds its level for few
  /// differing rows.
  package func nonInferiority(margin: Double) -> Double {
    let (n, b, c, delta) = (Double(rows), Double(gained), Double(lost), -margin)
    // The likeliest probability of a loss were the difference exactly the margin.
    let linear = -b - c + (2 * n - b + c) * delta
    let constant = -c * delta * (1 - delta)
    let discriminant = max(0, linear * linear - 8 * n * constant)
    let loss = (discriminant.squareRoot() - linear) / (4 * n)
    return (b - c - n * delta) / (n * (2 * loss + delta * (1 - delta))).squareRoot()
  }
}
