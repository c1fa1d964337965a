internal import JSON

/// What a threshold did on the snippets that it was fitted to.
package struct ThresholdEvidence: Sendable, Hashable {
  /// Answers that reached it, and how many of them were right, look-alikes among these.
  package let rows: Int, right: Int

  /// Evidence of its counts.
  package init(rows: Int, right: Int) {
    self.rows = rows
    self.right = right
  }

  /// The normal distribution's quantile of 0.975.
  private static let quantile = 1.959963984540054

  /// Between which shares of right answers the true one lies, 95 times in 100 (Wilson 1927); all of 0...1 without rows.
  package var interval: ClosedRange<Double> {
    guard rows > 0 else { return 0...1 }
    let (n, share) = (Double(rows), Double(right) / Double(rows))
    let square = Self.quantile * Self.quantile
    let middle = (share + square / (2 * n)) / (1 + square / n)
    let width = Self.quantile * (share * (1 - share) / n + square / (4 * n * n)).squareRoot() / (1 + square / n)
    return max(0, middle - width)...min(1, middle + width)
  }
}

extension ThresholdEvidence {
  private static let counts = 0...1 << 36

  /// Reads the object that `json` gives; the interval follows from the counts.
  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    rows = try reader.integer("rows", in: Self.counts)
    right = try reader.integer("right", in: 0...rows)
  }

  /// The object that is stored.
  var json: JSONValue {
    func rounded(_ share: Double) -> JSONValue { .number((share * 1e4).rounded() / 1e4) }
    return [
      "rows": .integer(rows), "right": .integer(right), "low": rounded(interval.lowerBound),
      "high": rounded(interval.upperBound),
    ]
  }
}
