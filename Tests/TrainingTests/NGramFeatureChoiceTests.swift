import Testing
import Training

@Suite("Groups of texts, for counting features")
struct NGramFeatureChoiceTests {
  @Test("pages of a repository are one group, a text without is one of its own")
  func numbers() {
    let groups = ["o/a/x.md", nil, "o/a/y/z.md", "o/b", "o/a", "task", nil, "o/b", "o/c/x.md", "task", "/a/b"]
    #expect(NGramFeatureChoice.numbers(ofGroups: groups) == [0, 1, 0, 2, 0, 3, 4, 2, 5, 3, 6])
  }
}
