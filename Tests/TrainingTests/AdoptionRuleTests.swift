import Evaluation
import Testing
import Training

@Suite("Whether a retrained model takes over")
struct AdoptionRuleTests {
  private func counts(both: Int = 0, gained: Int = 0, lost: Int = 0, neither: Int = 0) -> PairedCounts {
    let groups = [(both, (true, true)), (gained, (false, true)), (lost, (true, false)), (neither, (false, false))]
    return PairedCounts(groups.flatMap { Array(repeating: (before: $1.0, after: $1.1), count: $0) })
  }

  private func rule(
    _ workspace: PairedCounts, new: PairedCounts = PairedCounts(), guardHalf: PairedCounts? = nil
  ) -> AdoptionRule {
    AdoptionRule(
      workspace: workspace, newLanguages: new, guardHalf: guardHalf ?? counts(both: 900, neither: 225))
  }

  @Test("it must have strictly more of the workspace's files right")
  func strictlyBetter() {
    #expect(rule(counts(both: 8, gained: 1)).isAdopted)
    for same in [counts(both: 9), counts(both: 8, gained: 1, lost: 1), counts(both: 8, lost: 1), counts()] {
      #expect(!rule(same).isBetter)
    }
  }

  @Test("where there are many files, one of them is no proof")
  func luck() {
    #expect(!rule(counts(both: 99, gained: 1)).isBetter)
    #expect(!rule(counts(both: 90, gained: 6, lost: 4)).isBetter)
    #expect(rule(counts(both: 90, gained: 9, lost: 1)).isBetter)
    // A language that the old model can't name is no luck, once most of it is right.
    #expect(rule(counts(both: 96, gained: 3, neither: 1), new: counts(gained: 3, neither: 1)).isBetter)
    #expect(!rule(counts(both: 96, gained: 1, neither: 3), new: counts(gained: 1, neither: 3)).isBetter)
  }

  @Test(
    "it may not be worse on the guard half",
    arguments: [
      // Nothing has changed; as much is won as lost; a little is lost; clearly less; clearly, though less than the margin.
      (900, 0, 0, true), (840, 30, 30, true), (850, 20, 25, true), (840, 10, 45, false), (880, 0, 12, false),
      // Much changes, and a loss of the margin can't be ruled out.
      (600, 150, 165, false),
    ])
  func guardHalf(both: Int, gained: Int, lost: Int, passes: Bool) {
    let neither = 1125 - both - gained - lost
    let judged = rule(
      counts(both: 8, gained: 2), guardHalf: counts(both: both, gained: gained, lost: lost, neither: neither))
    #expect(judged.isWorse == !passes)
    #expect(judged.isAdopted == passes)
  }

  @Test("a guard too small for the test may lose nothing on balance")
  func smallGuard() {
    let better = counts(both: 8, gained: 2)
    #expect(rule(better, guardHalf: counts(both: 40)).isAdopted)
    #expect(rule(better, guardHalf: counts(both: 38, gained: 1, lost: 1)).isAdopted)
    #expect(!rule(better, guardHalf: counts(both: 39, lost: 1)).isAdopted)
    #expect(rule(better, guardHalf: counts()).isAdopted)
  }
}
