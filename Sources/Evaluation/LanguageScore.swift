/// Precision, recall and F1 of one language.
package struct LanguageScore: Sendable, Hashable {
  /// Rows of this language, rows answered as it, and rows that are both.
  package var support = 0, predicted = 0, correct = 0

  /// No rows yet.
  package init() {}

  /// The share of its answers that are right; 0 where it was never answered.
  package var precision: Double { predicted == 0 ? 0 : Double(correct) / Double(predicted) }
  /// The share of its rows that are found; 0 where it has none.
  package var recall: Double { support == 0 ? 0 : Double(correct) / Double(support) }
  /// The harmonic mean of precision and recall: 2 correct / (support + predicted).
  package var f1: Double { support + predicted == 0 ? 0 : 2 * Double(correct) / Double(support + predicted) }
}

extension Collection<LanguageScore> {
  /// The mean F1 of every language that is true or answered somewhere, as scikit-learn's
  /// `f1_score(average="macro")` takes it; 0 where none is.
  package var macroF1: Double {
    let seen = filter { $0.support + $0.predicted > 0 }
    return seen.isEmpty ? 0 : seen.reduce(0) { $0 + $1.f1 } / Double(seen.count)
  }
}

/// How many rows of a length class are right.
package struct LengthScore: Sendable, Hashable {
  /// Rows of the class, and how many of them are right.
  package var rows = 0, correct = 0

  /// So many rows; none without arguments.
  package init(rows: Int = 0, correct: Int = 0) {
    self.rows = rows
    self.correct = correct
  }

  /// The share of its rows that are right; 0 without rows.
  package var accuracy: Double { rows == 0 ? 0 : Double(correct) / Double(rows) }
}

/// What is said of the rows whose language the registry does not know.
package struct UnknownScore: Sendable, Hashable {
  /// Rows of an unknown language, and how many of them were abstained on.
  package let rows: Int, abstained: Int
  /// Mean confidence on them, and on the rows of known languages; 0 without rows.
  package let meanConfidence: Double, meanConfidenceOfKnown: Double
  /// How well the confidence tells known rows (higher) from unknown ones; nil where either is missing.
  package let auroc: Double?
}
