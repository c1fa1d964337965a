import Classification
import JSON
import TestSupport
import Testing

/// The evidence that the default model gives, on texts that were written for this project.
@Suite struct ExplanationTests {
  private static let classifier = Result { try Classifier(modelDirectory: "\(Repository.root)/share/parlance/model") }

  private let classifier: Classifier

  init() throws { classifier = try Self.classifier.get() }

  private static let python = "import os\n\ndef sizes(self, paths):\n    return [os.stat(p).st_size for p in paths]\n"

  private func text(_ range: Range<Int>, of text: [UInt8]) -> String { String(decoding: text[range], as: UTF8.self) }

  @Test func theWordsStandWhereTheyAreSaidTo() throws {
    let bytes = Array(Self.python.utf8)
    let explanation = classifier.explain(bytes)
    #expect(explanation.prediction == classifier.predict(bytes))
    #expect(explanation.prediction.language == "python")
    #expect(explanation.window == 0..<bytes.count - 1)
    #expect(explanation.words.count == Classifier.evidenceWords)
    #expect(explanation.words.contains { ["def", "import", "self", "os"].contains($0.text) })
    for word in explanation.words {
      #expect(!word.ranges.isEmpty)
      for range in word.ranges { #expect(text(range, of: bytes) == word.text) }
    }
  }

  @Test func theDropIsWhatTakingTheWordOutCosts() throws {
    let bytes = Array(Self.python.utf8)
    let explanation = classifier.explain(bytes)
    for word in explanation.words {
      let rest = classifier.predict(Explanation.text(bytes, without: word.ranges))
      let left = rest.candidates.first { $0.language == "python" }?.probability ?? 0
      // A blank that the word leaves at the end of its line is read there, and not here.
      #expect(abs(explanation.prediction.confidence - left - word.drop) < 5e-3)
      #expect(word.drop > 0)
    }
  }

  /// The claim that the words are evidence: without them the language loses more than without others.
  @Test func takingTheNamedOutCostsMoreThanTakingOthersOut() throws {
    var compared = 0
    var better = 0
    var random = SeededGenerator(state: 1)
    for text in try guardTexts().enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
      let explanation = classifier.explain(text)
      let named = explanation.words.map(\.ranges)
      let others = self.others(explanation, in: text).shuffled(using: &random).prefix(named.count)
      guard let language = explanation.prediction.candidates.first?.language, others.count == named.count else {
        continue
      }
      compared += 1
      if probability(of: language, text, without: named) < probability(of: language, text, without: Array(others)) {
        better += 1
      }
    }
    #expect(compared > 200)
    #expect(Double(better) >= 0.9 * Double(compared), "\(better) of \(compared)")
  }

  private func guardTexts() throws -> [[UInt8]] {
    try readText("\(Repository.root)/share/parlance/replay/guard.jsonl").split(separator: "\n").map { line in
      Array(try #require(JSONValue(parsing: Array(line.utf8))["text"]?.stringValue).utf8)
    }
  }

  /// The window's words that are not named.
  private func others(_ explanation: Explanation, in text: [UInt8]) -> [[Range<Int>]] {
    let named = Set(explanation.words.map(\.text))
    let words = explanation.window.map { WindowWord.words(of: text[$0]) } ?? []
    return words.filter { !named.contains($0.text) }.map(\.ranges)
  }

  private func probability(of language: String, _ text: [UInt8], without words: [[Range<Int>]]) -> Double {
    let ranges = words.joined().sorted { $0.lowerBound < $1.lowerBound }
    let prediction = classifier.predict(Explanation.text(text, without: ranges))
    return prediction.candidates.first { $0.language == language }?.probability ?? 0
  }

  @Test func onlyAllowedLanguagesAreExplained() throws {
    let bytes = Array(Self.python.utf8)
    let options = ClassificationOptions(include: ["ruby", "go"], prior: ["go": 1e6])
    let explanation = classifier.explain(bytes, options: options)
    #expect(explanation.prediction == classifier.predict(bytes, options: options))
    #expect(explanation.prediction.candidates.first?.language == "go")
    let nobody = classifier.explain(bytes, options: ClassificationOptions(include: []))
    #expect(nobody == Explanation(Prediction(abstainingFor: .noAllowedLanguage)))
  }

  @Test(arguments: ["", " \n\t\n", "\u{FEFF}"]) func nothingIsNotExplained(text: String) {
    #expect(classifier.explain(Array(text.utf8)) == Explanation(Prediction(abstainingFor: .emptyText)))
  }

  @Test func placesAreThoseOfTheTextItself() throws {
    let text = "\u{FEFF}\r\n\r\n" + Self.python.split(separator: "\n").joined(separator: " \t\r\n") + "\r\n  "
    let bytes = Array(text.utf8)
    let explanation = classifier.explain(bytes)
    #expect(explanation.window?.lowerBound == 7)
    for word in explanation.words {
      for range in word.ranges { #expect(self.text(range, of: bytes) == word.text) }
    }
  }

  /// Middle and tail are plain to see, the head says nothing.
  @Test func theWindowThatDecidedIsSearched() throws {
    let filler = String(repeating: "1 2 3 4 5 6 7 8\n", count: 40)
    let bytes = Array((filler + String(repeating: Self.python, count: 40)).utf8)
    let explanation = classifier.explain(bytes)
    let window = try #require(explanation.window)
    #expect(explanation.prediction == classifier.predict(bytes))
    #expect(explanation.prediction.candidates.first?.language == "python")
    #expect(window.lowerBound > filler.utf8.count)
    for word in explanation.words {
      for range in word.ranges {
        #expect(text(range, of: bytes) == word.text)
        #expect(window.contains(range.lowerBound))
      }
    }
  }

  @Test func aTextThatIsNoUTF8() {
    let bytes =
      [0xFF, 0xFE, 0x80] + Array("def f(self): import \u{E4}\u{E4}".utf8).dropLast() + [0xC3, 0x28, 0xF0, 0x9F]
    let explanation = classifier.explain(bytes)
    for word in explanation.words { #expect(!word.text.unicodeScalars.contains("\u{FFFD}")) }
    #expect(explanation.prediction == classifier.predict(bytes))
  }

  @Test func withoutTimeTheLanguagesAreToldAndNothingElse() {
    let bytes = Array(Self.python.utf8)
    let explanation = classifier.explain(bytes, timeLimit: .zero)
    #expect(explanation == Explanation(classifier.predict(bytes)))
  }

  @Test func severalAtOnceAndAgain() async {
    let bytes = Array(Self.python.utf8)
    let expected = classifier.explain(bytes)
    await withTaskGroup(of: Explanation.self) { group in
      for _ in 0..<16 { group.addTask { [classifier] in classifier.explain(bytes) } }
      for await explanation in group { #expect(explanation == expected) }
    }
  }
}

/// Random numbers that a seed gives again.
private struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 32)
  }
}
