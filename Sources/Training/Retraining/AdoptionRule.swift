package import Evaluation

/// Whether a retrained model takes over: it must be better on the workspace's held-out files, and no worse on what the
/// program knows besides.
package struct AdoptionRule: Sendable {
  /// The level of the tests.
  package static let level = 0.05
  /// The normal distribution's quantile of 1 − `level`.
  static let quantile = 1.6448536269514722
  /// From so many held-out rows on, more right ones alone are not enough: one row is little there. With fewer, no test
  /// could tell anything, and the guard keeps harm away.
  package static let manyRows = 30
  /// A loss of so many of the guard's rows is the least that is ruled out. At the size of the replay set's guard half a
  /// model that is as good as the old one passes nine times in ten; one that is worse by this, once in twenty.
  package static let margin = 0.02

  /// What the two models answered: to the workspace's held-out snippets, to those of them that are of languages the old
  /// model did not know, and to the guard half of the replay set.
  package var workspace: PairedCounts, newLanguages: PairedCounts, guardHalf: PairedCounts

  /// The rule for these answers.
  package init(workspace: PairedCounts, newLanguages: PairedCounts, guardHalf: PairedCounts) {
    self.workspace = workspace
    self.newLanguages = newLanguages
    self.guardHalf = guardHalf
  }

  /// Whether the new model takes over.
  package var isAdopted: Bool { isBetter && !isWorse }

  /// Strictly more of the held-out rows are right; and where there are many, that is not by luck: by the sign test, or
  /// since most rows of a new language are right, which the old model can't have got by any luck.
  package var isBetter: Bool {
    guard workspace.gained > workspace.lost else { return false }
    let knowsNewLanguages = newLanguages.rows > 0 && 2 * newLanguages.after >= newLanguages.rows
    return workspace.rows < Self.manyRows || knowsNewLanguages || workspace.gainProbability <= Self.level
  }

  /// The exact McNemar test finds losses in the guard half, or a loss of `margin` can't be ruled out. Where the rows are
  /// too few to rule that out even without any loss, no net loss is allowed.
  package var isWorse: Bool {
    guard guardHalf.rows > 0 else { return false }
    guard canRuleOutMargin else { return guardHalf.lost > guardHalf.gained }
    let isInferior = guardHalf.nonInferiority(margin: Self.margin) < Self.quantile
    return isInferior || guardHalf.lossProbability <= Self.level
  }

  /// Whether rows that are all answered alike would be enough.
  private var canRuleOutMargin: Bool {
    let rows = Double(guardHalf.rows)
    return (rows * Self.margin / (1 - Self.margin)).squareRoot() >= Self.quantile
  }
}
