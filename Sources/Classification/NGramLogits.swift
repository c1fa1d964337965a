internal import NGrams

/// What a model's n-gram part makes of a whole text, to be added to what the encoder makes of each of its windows.
struct NGramLogits {
  /// (K); empty where the model has no such part.
  private let values: [Float]
  /// The probability that the text is in no language of the model; 0 where nothing is said of it.
  let unknown: Double

  /// Nothing to add.
  static let nothing = NGramLogits(values: [], unknown: 0)

  private init(values: [Float], unknown: Double) {
    self.values = values
    self.unknown = unknown
  }

  private init(_ answer: NGramAnswer) {
    self.init(values: answer.logits, unknown: answer.unknown ?? 0)
  }

  /// The logits of a prepared text.
  init(of text: [UInt8], by ngrams: NGramClassifier, workspace: NGramWorkspace) {
    self.init(ngrams.answer(to: text, workspace: workspace))
  }

  /// What they nearly are without the bytes of these ranges, which ascend.
  init(of places: NGramPlaces, without ranges: [Range<Int>]) { self.init(places.answer(without: ranges)) }

  /// Adds them to each row of logits (B, K).
  func add(toRows logits: inout [Float]) {
    guard !values.isEmpty else { return }
    for start in stride(from: 0, to: logits.count, by: values.count) {
      for index in values.indices { logits[start + index] += values[index] }
    }
  }

  /// One row of logits (K) with them added.
  func added(to logits: ArraySlice<Float>) -> ArraySlice<Float> {
    values.isEmpty ? logits : zip(logits, values).map(+)[...]
  }
}

extension Classifier {
  /// What the model's n-gram part makes of a prepared text.
  func ngramLogits(of text: [UInt8], workspace: Workspace) -> NGramLogits {
    guard let ngrams else { return .nothing }
    return NGramLogits(of: text, by: ngrams, workspace: workspace.ngrams)
  }
}
