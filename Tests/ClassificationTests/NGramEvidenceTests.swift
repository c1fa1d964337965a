import Classification
import NGrams
import TestSupport
import Testing

/// What evidence makes of an n-gram part: a model whose n-grams know one word, and say `python` where it stands.
@Suite struct NGramEvidenceTests {
  private let classifier: Classifier
  private let encoder: Classifier

  init() throws {
    var model = try ModelDirectory(path: TinyModel.path).load()
    var weight = [Float](repeating: 0, count: 7)
    weight[3] = 0.1
    model.ngrams = try NGramClassifier(
      keys: [TinyNGrams.key(ofWord: "def")], rows: [100], weight: weight, bias: [Float](repeating: 0, count: 7))
    classifier = Classifier(model)
    encoder = try Classifier(modelDirectory: TinyModel.path)
  }

  private func probability(of language: String, _ text: [UInt8]) -> Double {
    classifier.predict(text).candidates.first { $0.language == language }?.probability ?? 0
  }

  @Test func aWordThatOnlyTheNGramsKnowIsNamed() throws {
    let text = Array("let x = 1; def f(a, b) { a + b }".utf8)
    let explanation = classifier.explain(text)
    #expect(explanation.prediction == classifier.predict(text))
    #expect(explanation.prediction.candidates.first?.language == "python")
    let word = try #require(explanation.words.first)
    #expect(word.text == "def")
    #expect(word.ranges == [11..<14])
    let left = probability(of: "python", Explanation.text(text, without: word.ranges))
    #expect(abs(explanation.prediction.confidence - left - word.drop) < 1e-4)
    #expect(word.drop > 0.3)
  }

  /// The word is taken out of the one window that is searched, and counts in none of them any more.
  @Test func theDropCountsInEveryWindow() throws {
    let filler = String(repeating: "let numbers = [1, 2, 3].map { $0 * 2 }\n", count: 60)
    for text in ["def x; " + filler, filler + "def x;\nend"] {
      let bytes = Array(text.utf8)
      let explanation = classifier.explain(bytes)
      #expect(explanation.prediction == classifier.predict(bytes))
      #expect(explanation.prediction.candidates.first?.language == "python")
      // Another window may have decided, in which the word does not stand.
      guard let word = explanation.words.first(where: { $0.text == "def" }) else { continue }
      let alone = encoder.logits([bytes])[0]
      let ranking = Ranking(
        labels: encoder.labels, calibration: encoder.calibration, options: ClassificationOptions())
      let python = ranking.prediction(alone).candidates.first { $0.language == "python" }?.probability ?? 0
      #expect(abs(explanation.prediction.confidence - word.drop - python) < 0.05)
    }
  }
}
