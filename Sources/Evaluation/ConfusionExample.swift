internal import JSON

/// A row that was answered wrongly, with the beginning of its text.
package struct ConfusionExample: Sendable, Hashable {
  /// The true language, and the answer (`EvaluationReport.abstention` where there was none).
  package let truth: String, answer: String
  /// The calibrated probability of the answer.
  package let confidence: Double
  /// The text's first lines.
  package let text: String
  /// Whether the text goes on.
  package let isCut: Bool

  /// How many of the worst confusions have examples, and how many each: the surest of the wrong answers.
  package static let confusions = 20, examplesEach = 3
  /// How much of a text is kept: lines, and Unicode scalars of a line.
  package static let lines = 12, scalarsALine = 160

  /// An example whose text is cut to its first lines.
  package init(truth: String, answer: String, confidence: Double, text: String) {
    let (kept, isCut) = Self.cut(text)
    self.init(truth: truth, answer: answer, confidence: confidence, text: kept, isCut: isCut)
  }

  private init(truth: String, answer: String, confidence: Double, text: String, isCut: Bool) {
    self.truth = truth
    self.answer = answer
    self.confidence = confidence
    self.text = text
    self.isCut = isCut
  }

  /// Of each confusion's rows those with the highest confidence; `text` gives a row's text by its place.
  static func pick(
    from rows: [EvaluationRow], of confusions: [Confusion], text: (Int) -> String
  ) -> [ConfusionExample] {
    var places: [[String?]: [Int]] = [:]
    for (place, row) in rows.enumerated() where row.truth != nil && row.truth != row.predicted {
      places[[row.truth, row.predicted], default: []].append(place)
    }
    return confusions.flatMap { confusion in
      let predicted = confusion.answer == EvaluationReport.abstention ? nil : confusion.answer
      let wrong = places[[confusion.truth, predicted]] ?? []
      let surest = wrong.sorted { (rows[$1].confidence, $0) < (rows[$0].confidence, $1) }.prefix(examplesEach)
      return surest.map {
        ConfusionExample(
          truth: confusion.truth, answer: confusion.answer, confidence: rows[$0].confidence, text: text($0))
      }
    }
  }

  private static func cut(_ text: String) -> (kept: String, isCut: Bool) {
    // By scalars: "\r\n" is one character, and a line of combining marks would be one as well.
    let all = text.unicodeScalars.split(separator: "\n", maxSplits: lines, omittingEmptySubsequences: false)
    let kept = all.prefix(lines).map { $0.prefix(scalarsALine) }
    let isCut = all.count > lines || zip(all, kept).contains { $0.count > $1.count }
    return (kept.map { String($0) }.joined(separator: "\n"), isCut)
  }
}

extension ConfusionExample {
  var json: JSONValue {
    .object([
      "truth": .string(truth), "answer": .string(answer), "confidence": .number(confidence), "text": .string(text),
      "isCut": .bool(isCut),
    ])
  }

  init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    let (text, isLong) = Self.cut(try reader.string("text"))
    self.init(
      truth: try reader.string("truth"), answer: try reader.string("answer"),
      confidence: try reader.double("confidence"), text: text, isCut: try reader.bool("isCut") || isLong)
  }
}
