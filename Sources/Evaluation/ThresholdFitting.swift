package import Classification

/// Fits from which confidence on a model's answers may be acted upon without asking: for each language the least
/// confidence above which 99 of 100 answers of that language are right.
///
/// Most languages have some fifty validation snippets, too few to see one error in a hundred. So a language's errors are
/// counted against those that the curve of all languages expects at the same confidences: with W errors where E were
/// expected, its error is taken to be (W + a) / (E + a) times the curve's, with a = `languagePrior` (the posterior mean
/// of a gamma prior about 1; epidemiology's standardised ratio, shrunken). The threshold is the least confidence above
/// which that is at most the error allowed.
///
/// - Snippets of one group that get the same answer stand or fall together (one author's habit, one task that has its C
///   files listed under ten languages), so that all of them count as `clusterRows` at most.
/// - Labels are wrong at times, and no model is to blame for those. What is wrong among the surest fifth is taken for the
///   labels' share, up to the error that is aimed at, and added to what is allowed.
/// - A look-alike of the label (the registry's: js for ts) is no error here, as it is none for a tag.
package enum ThresholdFitting {
  /// An answer about a validation snippet.
  package struct Row: Sendable {
    /// The language that was answered.
    let predicted: String
    /// Its calibrated probability.
    let confidence: Double
    /// Whether the label says so too, or a look-alike of it.
    package let isRight: Bool
    /// What the snippet belongs to; nil where it stands alone.
    let group: String?
    /// The text's length in Unicode scalars.
    let characters: Int

    /// A row of its parts.
    package init(predicted: String, confidence: Double, isRight: Bool, group: String?, characters: Int) {
      self.predicted = predicted
      self.confidence = confidence
      self.isRight = isRight
      self.group = group
      self.characters = characters
    }
  }

  /// The share of right answers that is aimed at.
  package static let precision = 0.99
  /// As many rows of one group and one answer count in full.
  static let clusterRows = 2.0
  /// How many expected errors the assumption weighs that a language is like all others.
  static let languagePrior = 3.0
  /// How many rows of the common curve are added to a language's own.
  static let curvePrior = 10.0
  /// The confidences that are tried.
  static let grid = stride(from: 100, through: 199, by: 1).map { Double($0) / 200 }

  /// The thresholds for answers like these; nil without any.
  package static func fit(_ rows: [Row]) -> ConfidenceThresholds? {
    let usable = rows.filter { $0.confidence.isFinite }
    guard !usable.isEmpty else { return nil }
    let long = answers(usable.filter { $0.characters >= ConfidenceThresholds.shortTextCharacters })
    let short = answers(usable.filter { $0.characters < ConfidenceThresholds.shortTextCharacters })
    let all = long.values.flatMap { $0 }
    let noise = labelNoise(all)
    let allowed = 1 - precision + noise
    let curve = ErrorCurve(all)
    let tails = Tails(all, curve)
    var thresholds = ConfidenceThresholds(
      precision: precision, labelNoise: noise,
      languages: long.mapValues { threshold(tails.rates(of: Tails($0, curve), ratio: ratio($0, curve)), allowed) },
      others: threshold(tails.rates, allowed), shortTexts: threshold(Tails(short.values.flatMap { $0 }).rates, allowed))
    count(usable, &thresholds)
    return thresholds
  }

  /// Counts what the thresholds do on the rows that they were fitted to.
  private static func count(_ rows: [Row], _ thresholds: inout ConfidenceThresholds) {
    let calibration = Calibration(thresholds: thresholds)
    let cleared = rows.filter {
      calibration.clears(Candidate(language: $0.predicted, probability: $0.confidence), characters: $0.characters)
    }
    func evidence(_ rows: [Row]) -> ThresholdEvidence {
      ThresholdEvidence(rows: rows.count, right: rows.count { $0.isRight })
    }
    thresholds.coverage = Double(cleared.count) / Double(rows.count)
    thresholds.evidence = evidence(cleared)
    thresholds.languageEvidence = Dictionary(grouping: cleared, by: \.predicted).mapValues(evidence)
  }

  /// The least confidence from which on the error is allowed; 1 where none is. `rates` are the grid's.
  private static func threshold(_ rates: [Double], _ allowed: Double) -> Double {
    zip(grid, rates).first { $1 <= allowed }?.0 ?? 1
  }

  /// The rows by what was answered, each with the weight that its cluster leaves it.
  private static func answers(_ rows: [Row]) -> [String: [ErrorCurve.Answer]] {
    Dictionary(grouping: rows, by: \.predicted).mapValues { rows in
      var sizes: [String: Double] = [:]
      for row in rows { if let group = row.group { sizes[group, default: 0] += 1 } }
      return rows.map { row in
        let size = row.group.flatMap { sizes[$0] } ?? 1
        return ErrorCurve.Answer(
          confidence: row.confidence, isWrong: !row.isRight, weight: min(1, clusterRows / size))
      }
    }
  }

  /// The share of wrong answers in the surest fifth (a tenth of 10,000 snippets has but four that are wrong, too few to
  /// go by); no more than the error that is aimed at.
  private static func labelNoise(_ answers: [ErrorCurve.Answer]) -> Double {
    let surest = answers.sorted { $0.confidence > $1.confidence }.prefix(answers.count / 5)
    let weight = surest.reduce(0) { $0 + $1.weight }
    let wrong = surest.reduce(0) { $0 + ($1.isWrong ? $1.weight : 0) }
    return weight > 0 ? min(1 - precision, wrong / weight) : 0
  }

  /// How much more often a language is wrong than the curve expects, from the grid's beginning on.
  private static func ratio(_ answers: [ErrorCurve.Answer], _ curve: ErrorCurve) -> Double {
    var (wrong, expected) = (languagePrior, languagePrior)
    for answer in answers where answer.confidence >= (grid.first ?? 0) {
      wrong += answer.isWrong ? answer.weight : 0
      expected += answer.weight * curve.rate(at: answer.confidence)
    }
    return wrong / expected
  }
}

/// How much weight lies at or above each confidence of the grid, and how much of it is expected to be wrong.
private struct Tails {
  private var weights = [Double](repeating: 0, count: ThresholdFitting.grid.count)
  private var errors = [Double](repeating: 0, count: ThresholdFitting.grid.count)

  /// The tails of these answers, with the errors that `curve` expects; with their own where there is none.
  init(_ answers: [ErrorCurve.Answer], _ curve: ErrorCurve? = nil) {
    for answer in answers {
      let own = answer.isWrong ? 1.0 : 0
      let error = answer.weight * (curve?.rate(at: answer.confidence) ?? own)
      for (place, confidence) in ThresholdFitting.grid.enumerated() where answer.confidence >= confidence {
        weights[place] += answer.weight
        errors[place] += error
      }
    }
  }

  /// The share of errors above each confidence, by Jeffreys' prior: without errors 50 rows show one in a hundred.
  var rates: [Double] { zip(errors, weights).map { ($0 + 0.5) / ($1 + 1) } }

  /// The same of a language with these tails, whose errors are `ratio` times the curve's.
  func rates(of language: Tails, ratio: Double) -> [Double] {
    zip(rates, zip(language.errors, language.weights)).map { rate, own in
      ratio * (own.0 + ThresholdFitting.curvePrior * rate) / (own.1 + ThresholdFitting.curvePrior)
    }
  }
}
