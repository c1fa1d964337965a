import Classification
import Evaluation
import Testing

@Suite struct ThresholdFittingTests {
  private static let steps = 100

  /// Answers of one language, evenly from 0.5 to 0.99 of confidence; `isRight` says by place and confidence.
  private func rows(
    _ language: String, count: Int = 400, group: String? = nil, characters: Int = 200,
    isRight: (Int, Double) -> Bool = { _, _ in true }
  ) -> [ThresholdFitting.Row] {
    (0..<count).map { place in
      let confidence = 0.5 + 0.49 * Double(place % Self.steps) / Double(Self.steps - 1)
      return ThresholdFitting.Row(
        predicted: language, confidence: confidence, isRight: isRight(place, confidence), group: group,
        characters: characters)
    }
  }

  @Test func withoutRowsThereAreNone() { #expect(ThresholdFitting.fit([]) == nil) }

  @Test func aLanguageThatIsRightFromSomewhereOnGetsThatThreshold() throws {
    // Half of the answers below 0.8 are wrong, none above: one in a hundred above t is a few rows below 0.8.
    let fit = try #require(ThresholdFitting.fit(rows("go", count: 4000) { $0 / 100 % 2 == 0 || $1 >= 0.8 }))
    #expect(fit.labelNoise == 0)
    #expect((0.78...0.81).contains(fit.languages["go"] ?? 0))
    #expect((0.78...0.81).contains(fit.others))
  }

  @Test func fewRowsAreNotTakenForPerfect() throws {
    #expect(try #require(ThresholdFitting.fit(rows("go", count: 10))).others == 1)
    #expect(try #require(ThresholdFitting.fit(rows("go", count: 4000))).others == 0.5)
  }

  @Test func aLanguageOfFewRowsStaysNearTheCommonCurve() throws {
    let common = rows("go", count: 8000) { $0 / 100 % 4 != 0 || $1 >= 0.85 }
    let fit = try #require(ThresholdFitting.fit(common + rows("zig", count: 10)))
    let zig = try #require(fit.languages["zig"])
    #expect(zig <= fit.others && zig > 0.75)
  }

  @Test func aLanguageThatIsOftenWrongIsNeverSet() throws {
    let fit = try #require(ThresholdFitting.fit(rows("go", count: 8000) + rows("rust") { place, _ in place % 3 != 0 }))
    #expect(fit.languages["go"] == 0.5)
    #expect(fit.languages["rust"] == 1)
  }

  @Test func oneProjectsHabitCountsAsTwoRows() throws {
    let wrong = { (group: String?) in rows("nix", count: 200, group: group) { _, _ in false } }
    let right = rows("nix") + rows("go", count: 8000)
    let ofOne = try #require(ThresholdFitting.fit(right + wrong("NixOS/nix.dev"))?.languages["nix"])
    let ofMany = try #require(ThresholdFitting.fit(right + wrong(nil))?.languages["nix"])
    #expect(ofOne < 1)
    #expect(ofMany == 1)
  }

  @Test func whatIsWrongAmongTheSurestIsTheLabels() throws {
    // One label in 125 is wrong, at every confidence.
    let fit = try #require(
      ThresholdFitting.fit(rows("go", count: 10_000) { place, _ in (place / 100 + place) % 125 != 0 }))
    #expect((0.004...0.01).contains(fit.labelNoise))
    #expect(fit.others == 0.5)
  }

  @Test func noMoreIsForgivenThanIsAimedAt() throws {
    let fit = try #require(
      ThresholdFitting.fit(rows("go", count: 10_000) { place, _ in (place / 100 + place) % 20 != 0 }))
    #expect(isNear(fit.labelNoise, 0.01))
    #expect(fit.others == 1)
    #expect(fit.languages["go"] == 1)
  }

  @Test func shortTextsHaveTheirOwn() throws {
    let long = rows("go", count: 8000)
    let wrong = rows("go", count: 400, characters: 20) { place, _ in place % 5 != 0 }
    let fit = try #require(ThresholdFitting.fit(long + wrong))
    #expect(fit.languages["go"] == 0.5)
    #expect(fit.shortTexts == 1)
    #expect(try #require(ThresholdFitting.fit(long + rows("go", characters: 20))).shortTexts == 0.5)
  }

  @Test func whatIsNoNumberIsLeftOut() throws {
    let broken = ThresholdFitting.Row(
      predicted: "go", confidence: .nan, isRight: false, group: nil, characters: 100)
    #expect(ThresholdFitting.fit([broken]) == nil)
    #expect(ThresholdFitting.fit(rows("go") + [broken]) == ThresholdFitting.fit(rows("go")))
  }

  @Test func theOrderOfRowsDoesNotMatter() {
    let all =
      rows("go") { place, _ in place % 7 != 0 } + rows("zig") + rows("c", group: "g") { place, _ in place % 2 == 0 }
    #expect(ThresholdFitting.fit(all) == ThresholdFitting.fit(Array(all.reversed())))
  }

  @Test func aRowIsRightAlsoForALookAlike() {
    let isRight = { (truth: String?, predicted: String?) in
      EvaluationRow(truth: truth, predicted: predicted, confidence: 0.9, characters: 10).forThresholds?.isRight
    }
    #expect(isRight("javascript", "typescript") == true)
    #expect(isRight("python", "python") == true)
    #expect(isRight("foolang", "foolang") == true)
    #expect(isRight("python", "rust") == false)
    #expect(isRight(nil, "rust") == nil)
    #expect(isRight("python", nil) == nil)
  }

  @Test func countsWhatTheThresholdsDo() throws {
    let fit = try #require(ThresholdFitting.fit(rows("go", count: 4000) + rows("rust") { place, _ in place % 3 != 0 }))
    #expect(fit.languageEvidence["go"] == ThresholdEvidence(rows: 4000, right: 4000))
    #expect(fit.languageEvidence["rust"] == nil)
    #expect(fit.evidence == ThresholdEvidence(rows: 4000, right: 4000))
    #expect(fit.coverage == 4000.0 / 4400)
  }
}
