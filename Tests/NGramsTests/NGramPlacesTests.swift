import NGrams
import Testing

/// The logits of a text without some of its bytes, held against those of a text that has something else there.
@Suite struct NGramPlacesTests {
  private static let texts = [
    "def f(self):\n    return self.x + 1", "a", "äöü def ü", "12 34 12", "if (a) { b } else { b }\r\n\t",
    String(repeating: "let x = [1, 2, 3].map { $0 * 2 }\n", count: 120) + "x",
  ]

  /// A model that knows all that the text has, each feature by a row of its own.
  private func classifier(_ text: [UInt8]) throws -> NGramClassifier {
    var counter = NGramFeatureCounter()
    counter.add(text, group: 0)
    let keys = counter.mostFrequent(1 << 16)
    let rows = (0..<keys.count * 3).map { Int8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    let weight = (0..<15).map { Float($0 % 7 - 3) / 50 }
    return try NGramClassifier(keys: keys, rows: rows, weight: weight, bias: [0, 1, 2, 3, 4])
  }

  @Test(arguments: texts) func withoutNothingTheyAreTheTexts(text: String) throws {
    let text = Array(text.utf8)
    let classifier = try classifier(text)
    #expect(classifier.places(of: text).answer(without: []) == classifier.answer(to: text))
  }

  @Test(arguments: texts) func withoutAllTheyAreThoseOfNothing(text: String) throws {
    let text = Array(text.utf8)
    let classifier = try classifier(text)
    #expect(classifier.places(of: text).answer(without: [0..<text.count]) == classifier.answer(to: []))
  }

  /// A blank that the model does not know in the place of the bytes leaves the same features.
  @Test(arguments: [
    ("def f(self):\n    return self.x + 1\n", ["self"]), ("if (a) { b } else { c }", ["if", "else"]),
    ("äöü def ü", ["def"]), ("äöü def ü", ["äöü"]), ("x = 12", ["="]), ("x1 x2", ["x"]),
  ]) func aWordIsMissedWhereverItStands(text: String, words: [String]) throws {
    var ranges: [Range<Int>] = []
    var replaced = text
    for word in words {
      for range in text.ranges(of: word) {
        let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
        ranges.append(start..<start + word.utf8.count)
      }
      replaced = replaced.replacing(word, with: String(repeating: "\u{1}", count: word.unicodeScalars.count))
    }
    let classifier = try classifier(Array(text.utf8))
    let answer = classifier.places(of: Array(text.utf8)).answer(
      without: ranges.sorted { $0.lowerBound < $1.lowerBound })
    #expect(answer == classifier.answer(to: Array(replaced.utf8)))
    #expect(answer != classifier.answer(to: Array(text.utf8)))
  }

  @Test func whatIsNotLookedAtIsNotMissed() throws {
    let text =
      Array(String(repeating: "ab cd\n", count: 250).utf8) + Array(String(repeating: "x", count: 1000).utf8)
      + Array(String(repeating: "ef gh\n", count: 250).utf8)
    let classifier = try classifier(text)
    let places = classifier.places(of: text)
    #expect(places.answer(without: [1600..<1700]) == classifier.answer(to: text))
    #expect(places.answer(without: [0..<1500]) != classifier.answer(to: text))
    #expect(places.answer(without: [text.count - 1500..<text.count]) != classifier.answer(to: text))
  }

  @Test(arguments: [[0xFF], [0xC3, 0x28], Array(repeating: 0x80, count: 5000)] as [[UInt8]])
  func whatIsNoUTF8HasPlacesToo(bytes: [UInt8]) throws {
    let classifier = try classifier(bytes)
    #expect(classifier.places(of: bytes).answer(without: []) == classifier.answer(to: bytes))
    let rest = classifier.places(of: bytes).answer(without: [0..<1])
    #expect(rest.logits.allSatisfy { $0.isFinite })
  }
}
