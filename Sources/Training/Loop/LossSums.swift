/// What a batch's losses add up to.
package struct LossSums: Sendable, Equatable {
  /// Σ weight · loss.
  package var weightedLoss = 0.0
  /// Σ weight.
  package var weight = 0.0
  /// How many snippets have a language.
  package var known = 0
  /// How many of them have their language as the first candidate.
  package var correct = 0

  /// Adds another batch's.
  package static func += (left: inout LossSums, right: LossSums) {
    left.weightedLoss += right.weightedLoss
    left.weight += right.weight
    left.known += right.known
    left.correct += right.correct
  }

  /// Takes in a snippet that has a language.
  mutating func count(isCorrect: Bool) {
    known += 1
    if isCorrect { correct += 1 }
  }

  /// The mean loss; not a number where nothing was weighed.
  package var meanLoss: Double { weightedLoss / weight }
  /// The share of the known that is right.
  package var accuracy: Double { known == 0 ? 0 : Double(correct) / Double(known) }
}
