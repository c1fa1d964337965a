/// A distribution over the labels that a snippet is trained against in place of a single one: a teacher's answer.
package struct SoftLabels: Sendable, Equatable {
  /// The labels' numbers, ascending.
  package let labels: [Int32]
  /// Each one's probability; they add up to 1.
  package let probabilities: [Double]

  /// The distribution with these weights, which are scaled to add up to 1; nil where they add up to nothing.
  package init?(_ weights: [Int32: Double]) {
    let kept = weights.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let total = kept.reduce(0) { $0 + $1.value }
    guard total > 0, total.isFinite else { return nil }
    labels = kept.map(\.key)
    probabilities = kept.map { $0.value / total }
  }
}
