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

  /// Of so many words the last layer alone has others to propose.
  @Test func itIsProposedAmongMany() throws {
    let letters = "abcdefghijklm".map { String($0) }
    for place in [0, 5, 13] {
      var words = letters
      words.insert("def", at: place)
      words += letters.map { $0.uppercased() }
      let explanation = classifier.explain(Array(words.joined(separator: " ").utf8), candidates: 1)
      #expect(explanation.words.map(\.text) == ["def"])
    }
  }

  /// The word is taken out of the one window that is searched, and counts in none of them any more.
  @Test func theDropCountsInEveryWindow() throws {
    let line = "let numbers = [1, 2, 3].map { $0 * 2 }\n"
    var found = 0
    for place in [0, 30, 60] {
      var lines = [String](repeating: line, count: 60)
      lines.insert("def x;\n", at: place)
      let text = Array(lines.joined().utf8)
      let explanation = classifier.explain(text)
      #expect(explanation.prediction == classifier.predict(text))
      #expect(explanation.prediction.candidates.first?.language == "python")
      // It is named where it stands in the window that decided.
      guard let word = explanation.words.first(where: { $0.text == "def" }) else { continue }
      found += 1
      let ranking = Ranking(
        labels: encoder.labels, calibration: encoder.calibration, options: ClassificationOptions())
      let alone = ranking.prediction(encoder.logits([text])[0]).candidates.first { $0.language == "python" }
      #expect(abs(explanation.prediction.confidence - word.drop - (alone?.probability ?? 0)) < 0.05)
    }
    #expect(found > 0)
  }
}
