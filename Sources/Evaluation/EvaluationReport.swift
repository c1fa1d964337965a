/// All that is measured on a labelled file. Rows without a language are told apart, under `unknown`; every other figure
/// is over the rows that have one, and an abstention there is a wrong answer.
package struct EvaluationReport: Sendable, Hashable {
  /// Rows with a language, how many of them are right, and how many were abstained on.
  package private(set) var rows = 0, correct = 0, abstained = 0
  /// Accuracy by length in Unicode scalars; every class is there, also without rows.
  package private(set) var byLength: [LengthClass: LengthScore]
  /// Each language that is true or answered somewhere.
  package private(set) var byLanguage: [String: LanguageScore] = [:]
  /// confusion[truth][answer]: how many rows; an abstention is under "null".
  package private(set) var confusion: [String: [String: Int]] = [:]
  /// Expected calibration error over 15 bins.
  package let expectedCalibrationError: Double
  /// The rows of languages that the registry does not know.
  package let unknown: UnknownScore

  /// The name under which `confusion` counts abstentions.
  package static let abstention = "null"

  /// Measures answered rows.
  package init(_ all: [EvaluationRow]) {
    let known = all.filter { $0.truth != nil }
    expectedCalibrationError = CalibrationError.expected(
      known.map { (confidence: $0.confidence, isCorrect: $0.predicted == $0.truth) })
    unknown = EvaluationReport.unknownScore(all.filter { $0.truth == nil }, known: known)
    byLength = Dictionary(uniqueKeysWithValues: LengthClass.allCases.map { ($0, LengthScore()) })
    for row in known { count(row) }
  }

  /// The share of rows that are right; 0 without rows.
  package var accuracy: Double { rows == 0 ? 0 : Double(correct) / Double(rows) }

  /// The mean F1 of every language that is true or answered somewhere, as scikit-learn's
  /// `f1_score(average="macro")` takes it; 0 without rows.
  package var macroF1: Double { byLanguage.values.macroF1 }

  private mutating func count(_ row: EvaluationRow) {
    guard let truth = row.truth else { return }
    let isCorrect = row.predicted == truth
    let one = isCorrect ? 1 : 0
    rows += 1
    correct += one
    abstained += row.predicted == nil ? 1 : 0
    let length = LengthClass(characters: row.characters)
    byLength[length, default: LengthScore()].rows += 1
    byLength[length, default: LengthScore()].correct += one
    byLanguage[truth, default: LanguageScore()].support += 1
    byLanguage[truth, default: LanguageScore()].correct += one
    if let predicted = row.predicted { byLanguage[predicted, default: LanguageScore()].predicted += 1 }
    confusion[truth, default: [:]][row.predicted ?? EvaluationReport.abstention, default: 0] += 1
  }

  private static func unknownScore(_ unknown: [EvaluationRow], known: [EvaluationRow]) -> UnknownScore {
    let outside = unknown.map(\.confidence)
    let inside = known.map(\.confidence)
    return UnknownScore(
      rows: unknown.count, abstained: unknown.count { $0.predicted == nil }, meanConfidence: mean(outside),
      meanConfidenceOfKnown: mean(inside), auroc: AreaUnderROC.area(positives: inside, negatives: outside))
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }
}
