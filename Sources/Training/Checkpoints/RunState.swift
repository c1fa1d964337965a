internal import JSON

/// All that a run has to remember between two steps besides its tensors; with them it goes on bit for bit.
package struct RunState: Sendable, Equatable {
  /// Optimizer steps taken, skipped ones counted.
  package var step = 0
  /// Steps that were skipped, their loss or gradient being no finite number.
  package var skippedSteps = 0
  /// Of those, the ones since the last good step.
  package var skippedInARow = 0
  /// Tokens and snippets trained on.
  package var tokens = 0, snippets = 0
  /// Seconds spent on it, evaluations counted.
  package var seconds = 0.0
  /// What comes next in the data.
  package var position = DataPosition()
  /// Updates of the optimizer's moments, and of the weight average.
  package var optimizerUpdates = 0, averageUpdates = 0
  /// The best value of the metric, where it was reached, and evaluations since.
  package var best: Double?, bestStep = 0, evaluationsSinceBest = 0

  private static let integers: [(String, any WritableKeyPath<RunState, Int> & Sendable)] = [
    ("step", \.step), ("skippedSteps", \.skippedSteps), ("skippedInARow", \.skippedInARow), ("tokens", \.tokens),
    ("snippets", \.snippets), ("epoch", \.position.epoch), ("window", \.position.window),
    ("stepInWindow", \.position.step), ("optimizerUpdates", \.optimizerUpdates), ("averageUpdates", \.averageUpdates),
    ("bestStep", \.bestStep), ("evaluationsSinceBest", \.evaluationsSinceBest),
  ]

  /// The state as it is written.
  func json() -> JSONObject {
    var object = JSONObject()
    for (name, property) in Self.integers { object[name] = .integer(self[keyPath: property]) }
    object["seconds"] = .number(seconds)
    object["best"] = best.map { .number($0) } ?? .null
    return object
  }

  /// The state of a run that has not begun.
  package init() {}

  /// Reads what `json()` wrote.
  ///
  /// - Throws: `JSONFieldError` for a field that is missing or wrong.
  init(json: JSONValue) throws(JSONFieldError) {
    let reader = JSONDecodingReader(json)
    for (name, property) in Self.integers {
      self[keyPath: property] = try reader.field(name).integer(in: 0...Int.max)
    }
    seconds = try reader.field("seconds").double()
    best = json["best"]?.doubleValue
  }
}
