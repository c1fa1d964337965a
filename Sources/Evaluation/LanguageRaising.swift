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
    func names(_ amounts: [String: Double]) -> Set<String> { Set(withheld(amounts).languages.keys) }
    var amounts = greatest(withheld)
    let (before, after) = (names([:]), names(amounts))
    guard after.isStrictSubset(of: before) else { return [:] }
    // What one got to stand against another, which is lost by now, is not wanted any more.
    for language in amounts.keys.sorted() {
      while let amount = amounts[language] {
        var less = amounts
        less[language] = amount > 1.5 * step ? amount - step : nil
        guard names(less).isSubset(of: after) else { break }
        amounts = less
      }
    }
    return amounts
  }

  /// A step for each that would be withheld, again and again, until all that are left are beyond help.
  private func greatest(_ withheld: ([String: Double]) -> WithheldLanguages) -> [String: Double] {
    var taken: [String: Int] = [:]
    var lost: Set<String> = []
    while true {
      let amounts = taken.mapValues { Double($0) * step }
      let tooRare = withheld(amounts).languages.filter { !lost.contains($0.key) }
      if tooRare.isEmpty { return amounts }
      for (language, record) in tooRare {
        if record.rows < WithholdingFitting.rows || taken[language, default: 0] == steps {
          lost.insert(language)
          taken[language] = nil
        } else {
          taken[language, default: 0] += 1
        }
      }
    }
  }
}
