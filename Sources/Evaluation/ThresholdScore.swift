internal import JSON

/// What the answers are worth that reach their language's threshold: those that an editor sets without asking.
package struct ThresholdScore: Sendable, Hashable {
  /// Rows with a known language whose answer reaches its threshold; how many of them are right, and how many are right
  /// or a look-alike.
  package var cleared = 0, correct = 0, acceptable = 0
  /// Rows of plain text, and how many of them a language would be set for.
  package var plain = 0, plainChanged = 0

  /// No rows yet.
  package init() {}

  /// The share of right answers among those that reach their threshold; with look-alikes counted in; 0 without any.
  package var precision: Double { cleared == 0 ? 0 : Double(correct) / Double(cleared) }
  package var acceptablePrecision: Double { cleared == 0 ? 0 : Double(acceptable) / Double(cleared) }

  private static let plainText = "plaintext"

  /// Counts a row whose language is known.
  mutating func count(_ row: EvaluationRow) {
    guard let truth = row.truth else { return }
    if truth == Self.plainText { plain += 1 }
    guard row.isCleared, let answer = row.predicted else { return }
    cleared += 1
    if answer == truth { correct += 1 }
    if LookAlike.isAcceptable(answer, for: truth) { acceptable += 1 }
    if truth == Self.plainText, answer != truth { plainChanged += 1 }
  }

  /// Reads the object that `json` gives.
  init(_ reader: JSONDecodingReader, counts: ClosedRange<Int>) throws(JSONFieldError) {
    cleared = try reader.integer("cleared", in: counts)
    correct = try reader.integer("correct", in: counts)
    acceptable = try reader.integer("acceptable", in: counts)
    plain = try reader.integer("plain", in: counts)
    plainChanged = try reader.integer("plainChanged", in: counts)
  }

  var json: JSONValue {
    [
      "cleared": .integer(cleared), "correct": .integer(correct), "acceptable": .integer(acceptable),
      "precision": .number(precision), "acceptablePrecision": .number(acceptablePrecision), "plain": .integer(plain),
      "plainChanged": .integer(plainChanged),
    ]
  }
}
