/// What an n-gram classifier says of a text.
package struct NGramAnswer: Sendable, Equatable {
  /// (K)
  package private(set) var logits: [Float]
  /// The probability that the text is in none of the classes; nil where nobody taught the classifier any such
  /// text.
  package private(set) var unknown: Double?

  /// Zeros, and nothing about what is unknown.
  init(classCount: Int) { logits = [Float](repeating: 0, count: classCount) }

  /// Lets `body` write the logits and return the probability that the text is unknown.
  mutating func fill(_ body: (UnsafeMutableBufferPointer<Float>) -> Double?) {
    unknown = logits.withUnsafeMutableBufferPointer { body($0) }
  }
}
