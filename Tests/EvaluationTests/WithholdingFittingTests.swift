import Classification
import Evaluation
import Testing

@Suite struct WithholdingFittingTests {
  private static let labels = ["c", "cython", "go", "plaintext", "python", "rst"]

  /// So many snippets of a language with these answers.
  private func rows(_ count: Int, _ truth: String, _ ranked: String...) -> [WithholdingFitting.Row] {
    Array(repeating: WithholdingFitting.Row(truth: truth, ranked: ranked), count: count)
  }

  private func withheld(
    _ rows: [[WithholdingFitting.Row]], countsLookAlikes: Bool = false
  ) -> [String: WithheldLanguages.Record] {
    WithholdingFitting(
      labels: Self.labels, rows: rows.flatMap { $0 }, countsLookAlikes: countsLookAlikes
    ).fit().languages
  }

  /// All but `rst` pass.
  private var good: [[WithholdingFitting.Row]] {
    ["c", "cython", "go", "python"].map { rows(10, $0, $0) }
  }

  @Test func aLanguageOfFewSnippetsIsWithheldHoweverGood() {
    #expect(withheld(good + [rows(9, "rst", "rst")]) == ["rst": .init(rows: 9, found: 9)])
    #expect(withheld(good + [rows(10, "rst", "rst")]).isEmpty)
    #expect(withheld(good)["rst"] == .init(rows: 0, found: 0))
  }

  @Test func sevenOfTenAreEnoughAndSixAreNot() {
    #expect(withheld(good + [rows(7, "rst", "rst"), rows(3, "rst", "go", "rst")]).isEmpty)
    #expect(
      withheld(good + [rows(6, "rst", "rst"), rows(4, "rst", "go", "rst")]) == ["rst": .init(rows: 10, found: 6)])
  }

  /// Half of Python is taken for Cython, and most of Cython for Go: without Cython Python passes.
  @Test func theWorstGoesFirstAndWhatItTookComesBack() {
    let languages = withheld([
      rows(10, "c", "c"), rows(10, "go", "go"), rows(10, "rst", "rst"), rows(10, "python", "python"),
      rows(10, "python", "cython", "python"), rows(8, "cython", "go", "cython"), rows(2, "cython", "cython"),
    ])
    #expect(languages == ["cython": .init(rows: 10, found: 2)])
  }

  @Test func alookAlikeCountsWhereItIsAskedFor() {
    let data = [
      rows(10, "c", "c"), rows(10, "go", "go"), rows(10, "rst", "rst"), rows(10, "cython", "cython"),
      rows(5, "python", "python"), rows(5, "python", "cython", "python"),
    ]
    #expect(withheld(data)["python"] == .init(rows: 10, found: 5))
    #expect(withheld(data, countsLookAlikes: true).isEmpty)
  }

  @Test func plainTextStays() {
    let data = good + [rows(10, "rst", "rst"), rows(20, "plaintext", "go", "plaintext")]
    #expect(withheld(data).isEmpty)
  }

  @Test func rowsOfOtherLanguagesAreLeftOut() {
    #expect(withheld(good + [rows(10, "rst", "rst"), rows(100, "foolang", "go")]).isEmpty)
  }
}
