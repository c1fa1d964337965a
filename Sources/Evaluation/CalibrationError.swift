/// Expected calibration error: how far confidence is from accuracy (Guo et al. 2017, section 2).
package enum CalibrationError {
  /// One bin (lower, upper] of confidence.
  package struct Bin: Sendable, Hashable {
    /// How many rows fall into it.
    package var rows = 0
    /// How many of them are right.
    package var correct = 0
    /// The sum of their confidences.
    package var confidence = 0.0

    /// No rows yet.
    package init() {}

    /// The share of its rows that are right, and their mean confidence; 0 without rows.
    package var accuracy: Double { rows == 0 ? 0 : Double(correct) / Double(rows) }
    package var meanConfidence: Double { rows == 0 ? 0 : confidence / Double(rows) }

    /// |accuracy - mean confidence| times the number of rows.
    var weightedGap: Double { abs(Double(correct) - confidence) }
  }

  /// Equally wide bins over 0...1, as many as Guo et al. use.
  package static let binCount = 15

  /// The rows by confidence: bin b holds (b/15, (b+1)/15], and 0 is in the first.
  package static func bins(_ rows: some Sequence<(confidence: Double, isCorrect: Bool)>) -> [Bin] {
    var bins = [Bin](repeating: Bin(), count: binCount)
    for (confidence, isCorrect) in rows {
      let clamped = confidence.isNaN ? 0 : min(1, max(0, confidence))
      let index = max(0, Int((clamped * Double(binCount)).rounded(.up)) - 1)
      bins[index].rows += 1
      bins[index].correct += isCorrect ? 1 : 0
      bins[index].confidence += clamped
    }
    return bins
  }

  /// Sum over the bins of |accuracy - mean confidence|, weighted by their share of the rows; 0 without rows.
  package static func expected(_ rows: some Sequence<(confidence: Double, isCorrect: Bool)>) -> Double {
    expected(of: bins(rows))
  }

  /// The same, of rows that are binned already.
  package static func expected(of bins: [Bin]) -> Double {
    let count = bins.reduce(0) { $0 + $1.rows }
    return count == 0 ? 0 : bins.reduce(0) { $0 + $1.weightedGap } / Double(count)
  }
}
