/// How well a score separates two groups: the probability that one drawn from the first scores higher than one drawn
/// from the second, ties counting half (the Mann-Whitney statistic, which is the area under the ROC curve).
package enum AreaUnderROC {
  /// The area, in 0...1; nil where one of the groups is empty.
  package static func area(positives: [Double], negatives: [Double]) -> Double? {
    guard !positives.isEmpty, !negatives.isEmpty else { return nil }
    let scored = positives.map { ($0, true) } + negatives.map { ($0, false) }
    let sorted = scored.sorted { $0.0 < $1.0 }
    var rankSum = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].0 == sorted[start].0 { end += 1 }
      let averageRank = Double(start + end + 1) / 2
      rankSum += averageRank * Double(sorted[start..<end].count { $0.1 })
      start = max(end, start + 1)
    }
    let count = Double(positives.count)
    return (rankSum - count * (count + 1) / 2) / (count * Double(negatives.count))
  }
}
