package import Classification

/// Fits how often answers are right to labelled ones: the points of a `ConfidenceCurve`, and how sure it is at most.
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
  }

  /// On fewer rows the probabilities are left as they are.
  package static let leastRows = 200
  /// The lengths of the curve's points: a short one, and those where classes of length end.
  private static let lengths = [30, 100, 300, 1000]
  /// What the surest answers are right at most, as far as it is looked for.
  private static let mosts = [1, 0.995, 0.99, 0.985, 0.98, 0.97, 0.96, 0.95]

  /// The curve of these answers, of those that can be surest of themselves to whatever share the one with the least
  /// calibration error; nil where they are too few to tell.
  package static func fit(_ rows: [Row]) -> ConfidenceCurve? {
    let usable = rows.filter(\.probability.isFinite)
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

  /// First one line for all lengths, near the one that changes nothing, then one at each length, near that: what a length has no
  /// rows of is taken to be as the others are.
  private static func fit(_ usable: [Row], most: Double) -> ConfidenceCurve? {
    let unchanged = ConfidenceCurve().points
    guard let line = ConfidenceRegression(usable, prior: unchanged, most: most).points()?.first else { return nil }
    let alike = lengths.map { length in
      var point = line
      point.characters = length
      return point
    }
    return ConfidenceRegression(usable, prior: alike, most: most).points().map {
      ConfidenceCurve(points: $0, most: most)
    }
  }
}
