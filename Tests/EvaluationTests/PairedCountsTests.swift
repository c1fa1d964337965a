import Evaluation
import Testing

@Suite("Two models' answers to the same rows")
struct PairedCountsTests {
  private func counts(both: Int = 0, gained: Int = 0, lost: Int = 0, neither: Int = 0) -> PairedCounts {
    let groups = [(both, (true, true)), (gained, (false, true)), (lost, (true, false)), (neither, (false, false))]
    return PairedCounts(groups.flatMap { Array(repeating: (before: $1.0, after: $1.1), count: $0) })
  }

  @Test("rows are counted by who is right")
  func counting() {
    let counts = counts(both: 3, gained: 2, lost: 1, neither: 4)
    #expect((counts.rows, counts.before, counts.after) == (10, 4, 5))
    #expect((counts.gained, counts.lost) == (2, 1))
    #expect((counts.accuracyBefore, counts.accuracyAfter) == (0.4, 0.5))
    #expect(PairedCounts().accuracyAfter == 0)
  }

  @Test("the sign test is exact")
  func signTest() {
    #expect(isNear(counts(gained: 5).gainProbability, 1.0 / 32))
    #expect(counts(gained: 5).lossProbability == 1)
    // (45 + 10 + 1) / 1024, as scipy.stats.binomtest(8, 10, alternative="greater") has it.
    #expect(isNear(counts(both: 90, gained: 2, lost: 8).lossProbability, 0.0546875))
    #expect(counts(both: 7).lossProbability == 1)
    // Far beyond where 2^-n can be told from 0: half of the distribution, and half of its middle.
    let many = counts(gained: 3000, lost: 3000)
    #expect(isNear(many.lossProbability, 0.5 + 0.5 * 0.0103, 1e-4))
    #expect(isNear(many.lossProbability, many.gainProbability))
  }

  @Test("Tango's statistic is the paper's in its example, and McNemar's without a margin")
  func tango() {
    // Table 3 of the paper: 44 pairs, one that differs, a margin of 0.1; Z = 1.709.
    #expect(isNear(counts(both: 43, lost: 1).nonInferiority(margin: 0.1), 1.709, 5e-4))
    #expect(isNear(counts(both: 80, gained: 4, lost: 12).nonInferiority(margin: 0), -8 / 4))
    // The more is allowed, the surer that it is not lost.
    let some = counts(both: 900, gained: 30, lost: 35, neither: 100)
    let statistics = [0.0, 0.01, 0.02, 0.05].map { some.nonInferiority(margin: $0) }
    #expect(statistics == statistics.sorted())
    #expect(counts().nonInferiority(margin: 0.02).isNaN)
  }
}
