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
  /// The rows by confidence, in 15 bins.
  package let calibration: [CalibrationError.Bin]
  /// The rows of languages that the registry does not know.
  package let unknown: UnknownScore
  /// What the answers are worth that reach the model's thresholds.
  package private(set) var atThresholds = ThresholdScore()
  /// Some rows of the worst confusions, the worst first; none where nobody handed the texts over.
  package private(set) var examples: [ConfusionExample] = []

  /// The name under which `confusion` counts abstentions.
  package static let abstention = "null"

  /// Measures answered rows; `text` gives the text of a row by its place, for the examples.
  package init(_ all: [EvaluationRow], text: ((Int) -> String)? = nil) {
    let known = all.filter { $0.truth != nil }
    calibration = CalibrationError.bins(
      known.map { (confidence: $0.confidence, isCorrect: $0.predicted == $0.truth) })
    unknown = EvaluationReport.unknownScore(all.filter { $0.truth == nil }, known: known)
    byLength = Dictionary(uniqueKeysWithValues: LengthClass.allCases.map { ($0, LengthScore()) })
    for row in known {
      count(row)
      atThresholds.count(row)
    }
    if let text {
      examples = ConfusionExample.pick(from: all, of: worstConfusions(ConfusionExample.confusions), text: text)
    }
  }

  /// A report of what was counted before, as `init(json:)` reads it.
  init(
    confusion: [String: [String: Int]], byLength: [LengthClass: LengthScore], calibration: [CalibrationError.Bin],
    unknown: UnknownScore, atThresholds: ThresholdScore, examples: [ConfusionExample]
  ) {
    self.byLength = byLength
    self.calibration = calibration
    self.unknown = unknown
    self.atThresholds = atThresholds
    self.examples = examples
    for (truth, answers) in confusion {
      for (answer, times) in answers {
        count(truth: truth, predicted: answer == Self.abstention ? nil : answer, times: times)
      }
    }
  }

  /// Expected calibration error over the bins.
  package var expectedCalibrationError: Double { CalibrationError.expected(of: calibration) }

  /// The share of rows that are right; 0 without rows.
  package var accuracy: Double { rows == 0 ? 0 : Double(correct) / Double(rows) }

  /// The mean F1 of every language that is true or answered somewhere, as scikit-learn's
  /// `f1_score(average="macro")` takes it; 0 without rows.
  package var macroF1: Double { byLanguage.values.macroF1 }

  private mutating func count(_ row: EvaluationRow) {
    guard let truth = row.truth else { return }
    let length = LengthClass(characters: row.characters)
    byLength[length, default: LengthScore()].rows += 1
    byLength[length, default: LengthScore()].correct += row.predicted == truth ? 1 : 0
    count(truth: truth, predicted: row.predicted, times: 1)
  }

  private mutating func count(truth: String, predicted: String?, times: Int) {
    let right = predicted == truth ? times : 0
    rows += times
    correct += right
    abstained += predicted == nil ? times : 0
    byLanguage[truth, default: LanguageScore()].support += times
    byLanguage[truth, default: LanguageScore()].correct += right
    if let predicted { byLanguage[predicted, default: LanguageScore()].predicted += times }
    confusion[truth, default: [:]][predicted ?? Self.abstention, default: 0] += times
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
