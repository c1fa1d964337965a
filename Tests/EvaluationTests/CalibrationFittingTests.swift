import Classification
import Evaluation
import Testing

@Suite struct CalibrationFittingTests {
  private static let labels = ["go", "ruby", "rst"]

  /// Snippets whose first window says one language by two; of so many one is another's.
  private func snippets(
    _ count: Int, _ language: String, oneWrongIn share: Int, characters: Int, marks: Int? = nil
  ) -> [CalibrationFitting.Row] {
    let logits = Self.labels.map { Float($0 == language ? 2 : 0) }
    let other = language == "go" ? "ruby" : "go"
    return (0..<count).map { place in
      CalibrationFitting.Row(
        truth: place % share == 0 ? other : language, group: nil,
        logits: TextLogits(windows: [logits], length: TextLength(characters: characters, marks: marks ?? characters)))
    }
  }

  private func calibration(
    _ rows: [CalibrationFitting.Row], _ start: Calibration = Calibration(maxLength: 64),
    withholding: CalibrationFitting.Withholding? = nil
  ) -> Calibration? {
    CalibrationFitting(labels: Self.labels, rows: rows).fit(start, withholding: withholding, description: "some")
  }

  @Test func confidencesAreHonestInEachLength() throws {
    let rows =
      snippets(800, "go", oneWrongIn: 4, characters: 40) + snippets(800, "ruby", oneWrongIn: 20, characters: 2000)
    let fit = try #require(calibration(rows))
    let answers = CalibrationFitting(labels: Self.labels, rows: rows).answers(fit)
    #expect(isNear(try #require(answers.first).confidence, 0.75, 0.01))
    #expect(isNear(try #require(answers.last).confidence, 0.95, 0.01))
    #expect((fit.expectedCalibrationError ?? 1) < 0.01)
    #expect(fit.maxLength == 64 && fit.rows == 1600 && fit.fittedOn == "some" && fit.thresholds != nil)
  }

  @Test func whatIsTooShortToBeCertainIsNoEvidence() throws {
    for (characters, marks, isEvidence) in [(20, 15, false), (400, 15, false), (30, 16, true)] {
      let rows = snippets(800, "go", oneWrongIn: 4, characters: characters, marks: marks)
      #expect((try #require(calibration(rows)).confidence != nil) == isEvidence, "\(marks)")
    }
  }

  @Test func withheldLanguagesAreFoundWhereThatIsAskedFor() throws {
    let rows =
      snippets(400, "go", oneWrongIn: 20, characters: 200) + snippets(400, "ruby", oneWrongIn: 20, characters: 200)
    #expect(try #require(calibration(rows)).withheld == nil)
    let fit = try #require(calibration(rows, withholding: .exact))
    #expect(fit.withheld?.languages.keys.sorted() == ["rst"])
    // And stay where it is not.
    #expect(calibration(rows, fit)?.withheld == fit.withheld)
  }

  @Test func withoutALanguageOfTheModelThereIsNothingToFit() {
    let row = CalibrationFitting.Row(
      truth: "foolang", group: nil,
      logits: TextLogits(windows: [[1, 0, 0]], length: TextLength(characters: 5, marks: 5)))
    #expect(calibration([row]) == nil)
    #expect(calibration([]) == nil)
  }
}
