import Classification
import NGrams
import Roberta
import TestSupport

/// An n-gram part for the tiny model, small enough to be computed by hand: five features of two dimensions.
enum TinyNGrams {
  /// What the features are, each with its row; a run's shorter beginnings have to be features too.
  static let features: [(key: UInt32, row: [Int8])] = [
    (key(ofRun: "d"), [100, -3]), (key(ofRun: "de"), [40, 90]), (key(ofRun: "\n"), [-7, 20]),
    (key(ofWord: "def"), [127, 60]), (key(ofWord: "main"), [-128, 11]),
  ].sorted { $0.key < $1.key }

  /// (K, D)
  static let weight: [Float] = (0..<14).map { Float(($0 * 5) % 14 - 6) / 100 }
  /// (K)
  static let bias: [Float] = (0..<7).map { Float($0 - 3) / 4 }

  /// (1, D) and (1)
  static let none = NGramHead(weight: [0.01, -0.02], bias: [-2])

  /// The part itself.
  static func classifier(scale: Float = 1, none: NGramHead? = nil) throws -> NGramClassifier {
    try NGramClassifier(
      keys: features.map(\.key), rows: NGramRows(features.flatMap(\.row)),
      classes: NGramHead(weight: weight, bias: bias), scale: scale, none: none)
  }

  /// The tiny model with it.
  static func model(scale: Float = 1, none: NGramHead? = nil) throws -> Model {
    var model = try ModelDirectory(path: TinyModel.path).load()
    model.ngrams = try classifier(scale: scale, none: none)
    return model
  }

  /// The logits of a text that has the features of these keys.
  static func logits(_ keys: [UInt32]) -> [Float] {
    let rows = features.filter { keys.contains($0.key) }.map(\.row)
    return (0..<7).map { k in
      let sums = (0..<2).map { d in Float(rows.reduce(0) { $0 + Int($1[d]) }) }
      let length = max(1, Float(rows.count).squareRoot())
      return (weight[2 * k] * sums[0] + weight[2 * k + 1] * sums[1]) / length + bias[k]
    }
  }

  static func key(ofRun text: String) -> UInt32 {
    key(hash(text, 14_695_981_039_346_656_037) &* 8 &+ UInt64(text.unicodeScalars.count - 1))
  }

  static func key(ofWord text: String) -> UInt32 { key(hash(text, 0x9E37_79B9_7F4A_7C15) &* 8 &+ 6) }

  private static func hash(_ text: String, _ seed: UInt64) -> UInt64 {
    text.unicodeScalars.reduce(seed) { ($0 ^ UInt64($1.value)) &* 1_099_511_628_211 }
  }

  /// MurmurHash3's finalizer, of whose upper half the lower 24 bits count.
  private static func key(_ feature: UInt64) -> UInt32 {
    var x = feature
    x ^= x >> 33
    x = x &* 0xFF51_AFD7_ED55_8CCD
    x ^= x >> 33
    x = x &* 0xC4CE_B9FE_1A85_EC53
    return UInt32(x >> 32) & 0xFF_FFFF
  }
}

extension NGramClassifier {
  /// One without "none of these".
  init(keys: [UInt32], rows: [Int8], weight: [Float], bias: [Float]) throws(NGramError) {
    try self.init(keys: keys, rows: NGramRows(rows), classes: NGramHead(weight: weight, bias: bias))
  }

  /// The logits (K) of a prepared text.
  func logits(of text: [UInt8]) -> [Float] { answer(to: text).logits }
}
