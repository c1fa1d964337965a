import JSON
import NGrams
import TestSupport
import Testing

/// What `Fixtures/ngrams/generate.py` made.
enum NGramFixture {
  /// One of its files.
  static func read(_ name: String) throws -> JSONValue {
    try JSONValue(parsing: readFile(Repository.fixture("ngrams/\(name).json")))
  }

  /// The texts that all files are about.
  static func texts() throws -> [NamedText] {
    try read("features").array("texts").map { value in
      // Each character of the string is a byte.
      let text = try #require(value["text"]?.stringValue)
      return NamedText(
        name: try #require(value["name"]?.stringValue), bytes: text.unicodeScalars.map { UInt8($0.value) }, json: value)
    }
  }
}

/// A text, what it is called in messages, and what the fixture says about it.
struct NamedText {
  let name: String
  let bytes: [UInt8]
  let json: JSONValue
}

extension JSONValue {
  func array(_ key: String) throws -> [JSONValue] { try #require(self[key]?.arrayValue) }

  func integer(_ key: String) throws -> Int { try #require(self[key]?.intValue) }

  func keys(_ key: String) throws -> [UInt32] { try array(key).map { UInt32(try #require($0.intValue)) } }

  func floats(_ key: String) throws -> [Float] { try array(key).map { Float(try #require($0.doubleValue)) } }

  func number(_ key: String) throws -> Double { try #require(self[key]?.doubleValue) }

  func bytes(_ key: String) throws -> [Int8] { try array(key).map { Int8(try #require($0.intValue)) } }
}

/// The keys of a text's features, as the counter of a single text has them.
func featureKeys(_ text: [UInt8]) -> [UInt32] {
  var counter = NGramFeatureCounter()
  counter.add(text, group: 0)
  return counter.mostFrequent(NGramClassifier.keyCount)
}

/// Whether two numbers differ by no more than `tolerance`.
func isNear(_ left: Float, _ right: Float, _ tolerance: Float) -> Bool { abs(left - right) <= tolerance }

extension NGramClassifier {
  /// One without "none of these".
  init(keys: [UInt32], rows: [Int8], weight: [Float], bias: [Float]) throws(NGramError) {
    try self.init(keys: keys, rows: NGramRows(rows), classes: NGramHead(weight: weight, bias: bias))
  }

  /// The logits (K) of a prepared text.
  func logits(of text: [UInt8]) -> [Float] { answer(to: text).logits }
}
