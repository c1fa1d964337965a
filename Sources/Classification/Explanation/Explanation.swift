/// What spoke for the best language of a text.
package struct Explanation: Sendable, Hashable {
  /// The prediction that is explained.
  package let prediction: Prediction
  /// The bytes of the text that were searched for words: the window that decided, which is the head of most texts. Nil
  /// where nothing was searched.
  package let window: Range<Int>?
  /// The words that spoke most for `prediction.candidates.first`, the strongest first: at most
  /// `Classifier.evidenceWords`, each of them seen to lower the confidence when it is taken out. Empty where there is no
  /// such word, or no time was left to look for any.
  package let words: [EvidenceWord]

  /// An explanation; without a window one that has none.
  package init(_ prediction: Prediction, window: Range<Int>? = nil, words: [EvidenceWord] = []) {
    self.prediction = prediction
    self.window = window
    self.words = words
  }
}

/// A word or an operator that spoke for a language.
package struct EvidenceWord: Sendable, Hashable {
  /// The word as it stands in the text.
  package let text: String
  /// Every place in the window where it stands, as bytes of the text, ascending.
  package let ranges: [Range<Int>]
  /// How much of the language's probability goes when the word is taken out of all these places, above 0: of the one that it
  /// has before the ceiling of short texts, whose length would count otherwise.
  package let drop: Double

  /// A word, where it stands, and what it does.
  package init(text: String, ranges: [Range<Int>], drop: Double) {
    self.text = text
    self.ranges = ranges
    self.drop = drop
  }
}

extension Explanation {
  /// The text without those bytes (ascending, apart from each other): how a word is taken out. Where two words would
  /// grow together, a space keeps them apart.
  package static func text(_ text: [UInt8], without ranges: [Range<Int>]) -> [UInt8] {
    var rest: [UInt8] = []
    rest.reserveCapacity(text.count)
    var next = 0
    for range in ranges {
      rest += text[next..<range.lowerBound]
      next = range.upperBound
      if let before = rest.last, next < text.count, before > space, text[next] > space { rest.append(space) }
    }
    return rest + text[next...]
  }

  private static let space = UInt8(ascii: " ")
}
