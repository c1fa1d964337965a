import Classification
import JSON

/// One text without its evidence, and without other words instead.
struct EvidenceTrial {
  let explanation: Explanation
  /// The language's probability without the named words.
  let withoutNamed: Double
  /// The same without as many others, drawn at random; nil where there are not enough.
  private(set) var withoutOthers: Double?
  /// The same without those of some draws that are nearest to the named words in bytes.
  private(set) var withoutMatched: Double?

  private static let draws = 32

  init(classifier: Classifier, text: [UInt8], explanation: Explanation, random: inout SplitMix64) {
    self.explanation = explanation
    func confidence(without words: [[Range<Int>]]) -> Double {
      let ranges = words.flatMap { $0 }.sorted { $0.lowerBound < $1.lowerBound }
      let candidates = classifier.predict(Explanation.text(text, without: ranges)).candidates
      return candidates.first { $0.language == explanation.prediction.candidates.first?.language }?.probability ?? 0
    }
    let named = explanation.words.map(\.ranges)
    withoutNamed = confidence(without: named)
    guard let window = explanation.window, !named.isEmpty else { return }
    let texts = Set(explanation.words.map(\.text))
    let others = WindowWord.words(of: text[window]).filter { !texts.contains($0.text) }.map(\.ranges)
    guard others.count >= named.count else { return }
    let drawn = (0..<Self.draws).map { _ in Array(others.shuffled(using: &random).prefix(named.count)) }
    withoutOthers = confidence(without: drawn[0])
    let size = Self.bytes(named)
    let matched = drawn.min { abs(Self.bytes($0) - size) < abs(Self.bytes($1) - size) }
    withoutMatched = confidence(without: matched ?? drawn[0])
  }

  private static func bytes(_ words: [[Range<Int>]]) -> Int { words.joined().reduce(0) { $0 + $1.count } }

  var json: JSONValue {
    [
      "language": explanation.prediction.candidates.first.map { .string($0.language) } ?? .null,
      "confidence": .number(explanation.prediction.confidence), "withoutNamed": .number(withoutNamed),
      "withoutOthers": withoutOthers.map { .number($0) } ?? .null,
      "withoutMatched": withoutMatched.map { .number($0) } ?? .null,
      "words": .array(explanation.words.map { [.string($0.text), .number($0.drop)] }),
    ]
  }
}

/// A small generator of random numbers that a seed gives again.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
