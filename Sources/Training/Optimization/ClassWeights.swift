#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// How much each language counts in the loss, from how many snippets it has.
package enum ClassWeights {
  /// The weights of classes with these counts; nil where all count alike. A class without snippets has the weight 1.
  package static func weights(_ kind: ClassWeighting, counts: [Double], beta: Double) -> [Double]? {
    switch kind {
    case .none: nil
    case .inverseFrequency: inverseFrequency(counts)
    case .effectiveNumber: effectiveNumber(counts, beta: beta)
    }
  }

  /// n / (K · n_k), as scikit-learn's `compute_class_weight("balanced")`.
  private static func inverseFrequency(_ counts: [Double]) -> [Double] {
    let total = counts.reduce(0, +)
    let classes = Double(counts.count { $0 > 0 })
    return counts.map { $0 > 0 ? total / (classes * $0) : 1 }
  }

  /// (1 − β) / (1 − β^n_k), scaled to add up to the number of classes: Cui et al. 2019, "Class-Balanced Loss Based on
  /// Effective Number of Samples", equation 7 and section 4.
  private static func effectiveNumber(_ counts: [Double], beta: Double) -> [Double] {
    // 1 − β^n = −expm1(n·log β), which keeps its digits where β is near 1.
    let raw = counts.map { $0 > 0 ? (1 - beta) / -expm1($0 * log(beta)) : 0 }
    let scale = Double(counts.count { $0 > 0 }) / raw.reduce(0, +)
    return raw.map { $0 > 0 ? $0 * scale : 1 }
  }
}
