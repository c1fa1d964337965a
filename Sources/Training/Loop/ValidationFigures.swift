internal import Evaluation

/// What was measured on the validation snippets.
struct ValidationFigures: Sendable {
  /// The mean cross-entropy, without smoothing and class weights; not a number where nothing was measured.
  var loss: Double { sums.meanLoss }
  /// The share of snippets whose first candidate is right.
  var accuracy: Double { sums.accuracy }
  /// The mean F1 of the languages, as scikit-learn's.
  var macroF1: Double { languages.macroF1 }

  private var sums = LossSums()
  private var languages: [LanguageScore]

  /// Nothing measured yet, of so many languages.
  init(classCount: Int) {
    languages = [LanguageScore](repeating: LanguageScore(), count: classCount)
  }

  /// The figure that the best model is chosen by.
  func value(of metric: BestMetric) -> Double {
    switch metric {
    case .accuracy: accuracy
    case .loss: loss
    case .macroF1: macroF1
    }
  }

  /// Takes in a batch's losses and its logits (B, K) beside what is true.
  mutating func add(_ batchSums: LossSums, logits: UnsafeBufferPointer<Float>, targets: [Int32]) {
    sums += batchSums
    for (row, target) in targets.enumerated() where target >= 0 {
      let answer = ClassificationLoss.best(of: logits, row, languages.count)
      languages[Int(target)].support += 1
      languages[answer].predicted += 1
      if answer == Int(target) { languages[answer].correct += 1 }
    }
  }
}
