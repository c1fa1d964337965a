/// So many rows of one language answered as another.
package struct Confusion: Sendable, Hashable {
  /// The true language, and the answer (`EvaluationReport.abstention` where there was none).
  package let truth: String, answer: String
  /// How many rows.
  package let count: Int

  /// A confusion of its parts.
  package init(truth: String, answer: String, count: Int) {
    self.truth = truth
    self.answer = answer
    self.count = count
  }
}

extension EvaluationReport {
  /// The confusions of most rows, the worst first and ties in the order of the names; all of them without a limit.
  package func worstConfusions(_ limit: Int = .max) -> [Confusion] {
    let wrong = confusion.flatMap { truth, answers in
      answers.filter { $0.key != truth }.map { Confusion(truth: truth, answer: $0.key, count: $0.value) }
    }
    let sorted = wrong.sorted { ($1.count, $0.truth, $0.answer) < ($0.count, $1.truth, $1.answer) }
    return Array(sorted.prefix(max(0, limit)))
  }
}
