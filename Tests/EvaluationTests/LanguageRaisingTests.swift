import Classification
import Evaluation
import Testing

@Suite struct LanguageRaisingTests {
  private static let labels = ["go", "ruby", "rst"]

  /// Snippets of a language whose logit is less than that of go by `lack`, and those of go, all alike.
  private func fitting(_ language: String, lack: Float, count: Int = 20) -> CalibrationFitting {
    let number = Self.labels.firstIndex(of: language) ?? 0
    let rows = (0..<count).map { _ in
      var logits: [Float] = [2, 0, 0]
      logits[number] = 2 - lack
      return row(language, logits)
    }
    return CalibrationFitting(labels: Self.labels, rows: rows + ofGo)
  }

  private var ofGo: [CalibrationFitting.Row] { (0..<20).map { _ in row("go", [6, 0, 0]) } }

  private func row(_ language: String, _ logits: [Float]) -> CalibrationFitting.Row {
    .init(
      truth: language, group: nil,
      logits: TextLogits(windows: [logits], length: TextLength(characters: 90, marks: 90)))
  }

  private func amounts(_ fitting: CalibrationFitting) -> [String: Double] {
    fitting.amounts(LanguageRaising(step: 0.4, steps: 4), Calibration(), withholding: .exact)
  }

  @Test func aModestLanguageGetsWhatItLacksAndNoMore() throws {
    let fitting = fitting("ruby", lack: 1)
    let amounts = amounts(fitting)
    #expect(amounts.keys.sorted() == ["ruby"])
    #expect(isNear(try #require(amounts["ruby"]), 1.2))
    func withheld(_ fitting: CalibrationFitting) -> [String]? {
      fitting.fit(Calibration(), withholding: .exact, description: nil)?.withheld?.languages.keys.sorted()
    }
    // reST has no snippets at all.
    #expect(withheld(fitting) == ["rst", "ruby"])
    #expect(withheld(fitting.raised(by: amounts)) == ["rst"])
  }

  @Test func whatStepsDoNotHelpStaysWhatItWas() {
    #expect(amounts(fitting("ruby", lack: 1.7)).isEmpty)
    #expect(amounts(fitting("ruby", lack: 0.1, count: 9)).isEmpty)
  }

  /// Of two languages with the same texts one is found whatever is done, and no raise is left of their contest.
  @Test func whatIsAsMuchOneAsTheOtherIsNotRaised() {
    let rows = (0..<12).flatMap { _ in [row("rst", [0, 2, 2]), row("ruby", [0, 2, 2])] }
    #expect(amounts(CalibrationFitting(labels: Self.labels, rows: rows + ofGo)).isEmpty)
  }

  /// ruby lacks a little, and what it needs would take as much from rst.
  @Test func noLanguageIsRaisedThatThrowsAnotherOut() {
    let rows = (0..<20).flatMap { place in
      [row("ruby", place < 13 ? [0, 3, 0] : [0, 1, 1.3]), row("rst", place < 14 ? [0, 1, 1.3] : [0, 3, 0])]
    }
    let fitting = CalibrationFitting(labels: Self.labels, rows: rows + ofGo)
    let withheld = { (fitting: CalibrationFitting) in
      Set(fitting.fit(Calibration(), withholding: .exact, description: nil)?.withheld?.languages.map(\.key) ?? [])
    }
    let raised = fitting.raised(by: amounts(fitting))
    #expect(withheld(raised).isSubset(of: withheld(fitting)))
  }

  @Test func nothingIsRaisedWhereAllAreFound() {
    #expect(amounts(fitting("ruby", lack: -1)).isEmpty)
  }
}
