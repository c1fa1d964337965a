import Classification
import NGrams
import Tensors
import TestSupport
import Testing

/// What a model with an n-gram part answers, held against the same model without it and a sum by hand.
@Suite struct NGramLogitsTests {
  private let both: Classifier
  private let encoder: Classifier

  init() throws {
    both = Classifier(try TinyNGrams.model())
    encoder = try Classifier(modelDirectory: TinyModel.path)
  }

  /// Texts with the features that each has.
  private static let texts: [(text: String, keys: [UInt32])] = [
    ("def main():", ["\n", "d", "de"].map(TinyNGrams.key(ofRun:)) + ["def", "main"].map(TinyNGrams.key(ofWord:))),
    ("undefined", ["\n", "d", "de"].map(TinyNGrams.key(ofRun:))),
    ("x", [TinyNGrams.key(ofRun: "\n")]),
    (" \r\nmain \t\r\n\r\n", [TinyNGrams.key(ofRun: "\n"), TinyNGrams.key(ofWord: "main")]),
  ]

  private static let long = String(repeating: "let numbers = [1, 2, 3].map { $0 * 2 }\n", count: 60) + "def main():"

  private func bits(_ logits: [[Float]]) -> [[UInt32]] { logits.map { $0.map(\.bitPattern) } }

  @Test func logitsAreTheEncodersAndTheNGramsTogether() throws {
    for (text, keys) in Self.texts {
      let ours = both.logits([Array(text.utf8)])[0]
      let without = encoder.logits([Array(text.utf8)])[0]
      #expect(ours.length == without.length)
      let expected = zip(without.windows[0], TinyNGrams.logits(keys)).map(+)
      try #require(ours.windows.count == 1)
      for (mine, sum) in zip(ours.windows[0], expected) { #expect(abs(mine - sum) < 1e-5) }
      #expect(ours.windows[0] != without.windows[0])
    }
  }

  @Test func aTextsNGramsAreAddedToEachOfItsWindows() throws {
    let text = Array(Self.long.utf8)
    let ours = both.logits([text])[0].windows, without = encoder.logits([text])[0].windows
    try #require(ours.count == 3 && without.count == 3)
    let ngrams = TinyNGrams.logits(TinyNGrams.features.map(\.key))
    for (mine, theirs) in zip(ours, without) {
      for (index, logit) in mine.enumerated() { #expect(abs(logit - theirs[index] - ngrams[index]) < 1e-5) }
    }
  }

  @Test func whatIsUnknownGoesWithTheLogits() throws {
    let knowing = Classifier(try TinyNGrams.model(none: TinyNGrams.none))
    for text in Self.texts.map({ Array($0.text.utf8) }) + [Array(Self.long.utf8)] {
      let logits = knowing.logits([text])[0]
      #expect(bits(logits.windows) == bits(both.logits([text])[0].windows))
      #expect(logits.unknown > 0 && logits.unknown < 1)
      let (plain, prediction) = (both.predict(text), knowing.predict(text))
      #expect(prediction.candidates.map(\.language) == plain.candidates.map(\.language))
      #expect(abs(prediction.confidence - (1 - logits.unknown) * plain.confidence) < 1e-6)
      #expect(knowing.predict([text]) == [prediction])
      #expect(knowing.explain(text).prediction == prediction)
    }
    #expect(both.logits([Array("x".utf8)])[0].unknown == 0)
  }

  @Test func aPredictionIsOfTheirSum() {
    for text in Self.texts.map(\.text) + [Self.long] {
      let ranking = Ranking(labels: both.labels, calibration: both.calibration, options: ClassificationOptions())
      #expect(both.predict(text) == ranking.prediction(both.logits([Array(text.utf8)])[0]))
      #expect(both.predict(text) != encoder.predict(text))
    }
  }

  @Test(arguments: [1, 2, 5]) func manyAtOnceAreAnsweredAsOneByOne(threads: Int) {
    let texts = Array(repeating: Self.texts.map(\.text) + ["", Self.long, " \n"], count: 20).flatMap { $0 }.map {
      Array($0.utf8)
    }
    let pool = threads > 1 ? ThreadPool(threads: threads) : nil
    for (text, prediction) in zip(texts, both.predict(texts, pool: pool)) {
      let alone = both.predict(text)
      #expect(prediction.language == alone.language)
      #expect(abs(prediction.confidence - alone.confidence) < 1e-5)
    }
  }

  @Test func theSameAfterEachOther() {
    let texts = Self.texts.map { Array($0.text.utf8) }
    let first = bits(both.logits(texts).flatMap(\.windows))
    for _ in 0..<3 { #expect(bits(both.logits(texts).flatMap(\.windows)) == first) }
    #expect(bits(both.logits(texts, pool: ThreadPool(threads: 3)).flatMap(\.windows)) == first)
  }

  @Test(arguments: ["", " ", "\n\n\t\r\n", "\u{FEFF}\n"]) func emptyTextsAbstain(text: String) {
    #expect(both.predict(text) == Prediction(abstainingFor: .emptyText))
    #expect(both.logits([Array(text.utf8)])[0].windows.isEmpty)
  }

  @Test(arguments: [[0xFF], [0xC3, 0x28], Array(repeating: 0x80, count: 100_000)] as [[UInt8]])
  func whatIsNoUTF8IsAnsweredToo(bytes: [UInt8]) { #expect(both.predict(bytes).language != nil) }
}
