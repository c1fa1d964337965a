internal import Classification

/// Finds by how much logits have to grow so that languages are guessed that a model finds a little too rarely.
///
/// A language that stays just below what `WithholdingFitting` asks for, as PowerShell whose single commands could be a shell's
/// as well, is not hard to tell but too modest: it gets a step more for as long as it would be withheld. Where all steps do not
/// suffice it stays what it was, as does one of too few snippets.
///
/// That is fitted to the very snippets that the share is taken of: of others these languages may be found a little less often.
package struct LanguageRaising: Sendable {
  /// In the units of logits; above 0.
  package let step: Double
  /// The most that one language gets.
  package let steps: Int

  /// A search with steps of this size, so many at most.
  package init(step: Double, steps: Int) {
    self.step = step
    self.steps = steps
  }

  /// By how much each language has to be raised, given those that would be withheld with any of it: no more than makes as
  /// few of them as it can, and nothing where that would withhold another.
  func amounts(withheld: ([String: Double]) -> WithheldLanguages) -> [String: Double] {
    let before = withheld([:])
    var (taken, after) = greatest(withheld, from: before)
    guard names(after).isStrictSubset(of: names(before)) else { return [:] }
    // What one got to stand against another, which is lost by now, is not wanted any more.
    for language in taken.keys.sorted() {
      while let count = taken[language] {
        var less = taken
        less[language] = count > 1 ? count - 1 : nil
        guard names(withheld(amounts(less))).isSubset(of: names(after)) else { break }
        taken = less
      }
    }
    return amounts(taken)
  }

  /// A step for each that would be withheld, again and again, until all that are left are beyond help: how many each got, and
  /// what is withheld then, which is `before` without any.
  private func greatest(
    _ withheld: ([String: Double]) -> WithheldLanguages, from before: WithheldLanguages
  ) -> (steps: [String: Int], withheld: WithheldLanguages) {
    var taken: [String: Int] = [:]
    var lost: Set<String> = []
    var current = before
    while true {
      let tooRare = current.languages.filter { !lost.contains($0.key) }
      if tooRare.isEmpty { return (taken, current) }
      for (language, record) in tooRare {
        if record.rows < WithholdingFitting.rows || taken[language, default: 0] == steps {
          lost.insert(language)
          taken[language] = nil
        } else {
          taken[language, default: 0] += 1
        }
      }
      current = withheld(amounts(taken))
    }
  }

  private func amounts(_ taken: [String: Int]) -> [String: Double] { taken.mapValues { Double($0) * step } }

  private func names(_ withheld: WithheldLanguages) -> Set<String> { Set(withheld.languages.keys) }
}
