import Classification
import JSON
import Tensors
import TestSupport
import Testing

/// A text and what transformers made of it; see `Fixtures/classification/generate.py`.
private struct ReferenceRow {
  let text: String
  let ids: [Int32]
  let logits: [Double]

  static func all() throws -> [ReferenceRow] {
    let json = try JSONValue(parsing: readFile(Repository.fixture("classification/logits.json")))
    return try #require(json["rows"]?.arrayValue).map { row in
      ReferenceRow(
        text: row["text"]?.stringValue ?? "",
        ids: row["ids"]?.arrayValue?.compactMap { $0.intValue.map(Int32.init) } ?? [],
        logits: row["logits"]?.arrayValue?.compactMap(\.doubleValue) ?? [])
    }
  }
}

@Suite struct ClassifierTests {
  private let classifier: Classifier
  private let reference: [ReferenceRow]

  init() throws {
    classifier = try Classifier(modelDirectory: TinyModel.path)
    reference = try ReferenceRow.all()
  }

  private var texts: [[UInt8]] { reference.map { Array($0.text.utf8) } }

  @Test func tokensAreTransformers() {
    for row in reference { #expect(classifier.inputIDs(ofPrepared: Array(row.text.utf8)) == row.ids) }
  }

  @Test(arguments: [1, 3]) func logitsAreTransformers(threads: Int) throws {
    let pool = threads > 1 ? ThreadPool(threads: threads) : nil
    let logits = classifier.logits(texts, maximumWindows: 1, pool: pool).compactMap(\.windows.first)
    try #require(logits.count == reference.count)
    for (ours, row) in zip(logits, reference) {
      try #require(ours.count == row.logits.count)
      for (mine, theirs) in zip(ours, row.logits) { #expect(abs(Double(mine) - theirs) < 1e-5) }
    }
  }

  @Test func probabilitiesAreTheSoftmaxAtTheTemperature() {
    #expect(classifier.calibration.temperature == 2)
    for (row, text) in zip(reference, texts) {
      let prediction = classifier.predict(text, options: ClassificationOptions(maximumWindows: 1))
      let best = row.logits.max() ?? 0
      let expected = 1 / row.logits.reduce(0) { $0 + exponential(($1 - best) / 2) }
      #expect(abs(prediction.confidence - expected) < 1e-5)
      #expect(prediction.candidates.count == 7)
    }
  }

  @Test(arguments: [1, 2, 5]) func manyAtOnceAreAnsweredAsOneByOne(threads: Int) throws {
    let many = Array(repeating: texts + [[], Array(" \n".utf8)], count: 20).flatMap { $0 }
    let together = classifier.predict(many, pool: threads > 1 ? ThreadPool(threads: threads) : nil)
    try #require(together.count == many.count)
    for (text, prediction) in zip(many, together) {
      let alone = classifier.predict(text)
      #expect(prediction.language == alone.language)
      #expect(prediction.reason == alone.reason)
      #expect(abs(prediction.confidence - alone.confidence) < 1e-5)
    }
  }

  @Test func nothingAtAllIsAnswered() {
    #expect(classifier.predict([[UInt8]]()).isEmpty)
    #expect(classifier.logits([[UInt8]]()).isEmpty)
    #expect(classifier.logits([[]])[0].windows.isEmpty)
  }

  @Test(arguments: ["", " ", "\n\n\t\r\n", "\u{FEFF}", "\u{FEFF}\n"]) func emptyTextsAbstain(text: String) {
    #expect(classifier.predict(text) == Prediction(abstainingFor: .emptyText))
  }

  @Test(
    arguments: [
      [0xFF], [0x00], [0xC3, 0x28], [0xF0, 0x9F], [0xED, 0xA0, 0x80], Array(repeating: 0x00, count: 100_000),
      Array(repeating: 0xFF, count: 100_000), Array(repeating: 0x80, count: 1_000_000),
    ] as [[UInt8]]) func whatIsNoUTF8IsAnsweredToo(bytes: [UInt8])
  {
    #expect(classifier.predict(bytes).language != nil)
  }

  @Test func lineEndsMeanNothing() {
    let text = "int main(void) {\n  return 0;\n}\n"
    let windows = text.replacing("\n", with: "\r\n")
    #expect(classifier.predict(windows) == classifier.predict(text))
    #expect(classifier.predict("\u{FEFF}" + text) == classifier.predict(text))
  }

  @Test func ofALongTextTheMiddleAndTheTailAreReadToo() {
    let head = String(repeating: "int x = 1;\n", count: 400)
    let text = head + String(repeating: "puts 'x'\n", count: 400) + String(repeating: "a { color: red }\n", count: 400)
    let one = classifier.predict(text, options: ClassificationOptions(maximumWindows: 1))
    let three = classifier.predict(text)
    #expect(one == classifier.predict(head, options: ClassificationOptions(maximumWindows: 1)))
    #expect(one != three)
    #expect(three != classifier.predict(text, options: ClassificationOptions(maximumWindows: 2)))
  }

  @Test func threadsMayShareIt() async {
    let expected = texts.map { classifier.predict($0) }
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { [classifier, texts] in
          (0..<20).allSatisfy { _ in texts.map { classifier.predict($0) } == expected }
        }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}

/// e to the power of `x` by its series after halving, so that the test stands on nothing of ours.
private func exponential(_ x: Double) -> Double {
  var term = 1.0
  var sum = 1.0
  for index in 1..<30 {
    term *= x / 1024 / Double(index)
    sum += term
  }
  for _ in 0..<10 { sum *= sum }
  return sum
}
