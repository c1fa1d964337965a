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
  /// Whether the evaluation that is due at this step was stopped, so that it comes first.
  package var isEvaluationPending = false
  /// What comes next in the data.
  package var position = DataPosition()
  /// Updates of the optimizer's moments, and of the weight average.
  package var optimizerUpdates = 0, averageUpdates = 0
  /// Of the optimizer's updates, those of each layer, from the embeddings to the head; nil: all of them, as in
  /// checkpoints from before there was gradual unfreezing.
  package var layerUpdates: [Int]?
  /// The loss scale and its good steps since it changed, in half precision; nil without one.
  package var scaler: GradientScaler?
  /// The best value of the metric, where it was reached, and evaluations since.
  package var best: Double?, bestStep = 0, evaluationsSinceBest = 0

  private typealias Property = any WritableKeyPath<RunState, Int> & Sendable

  private static let integers: [(name: String, property: Property, range: ClosedRange<Int>)] = [
    ("step", \.step, counts), ("skippedSteps", \.skippedSteps, counts), ("skippedInARow", \.skippedInARow, counts),
    ("tokens", \.tokens, sums), ("snippets", \.snippets, sums), ("epoch", \.position.epoch, counts),
    ("window", \.position.window, counts), ("stepInWindow", \.position.step, counts),
    ("optimizerUpdates", \.optimizerUpdates, counts), ("averageUpdates", \.averageUpdates, counts),
    ("bestStep", \.bestStep, counts), ("evaluationsSinceBest", \.evaluationsSinceBest, counts),
  ]

  /// What is counted by steps, of which a configuration allows 10⁹: times the greatest batch it still is an `Int`.
  private static let counts = 0...1 << 30
  /// What each step adds much to; with the next step's it still is an `Int`.
  private static let sums = 0...1 << 53
  private static let greatestSeconds = 1e12

  /// The state as it is written.
  func json() -> JSONObject {
    var object = JSONObject()
    for (name, property, _) in Self.integers { object[name] = .integer(self[keyPath: property]) }
    object["layerUpdates"] = layerUpdates.map { .array($0.map { .integer($0) }) } ?? .null
    object["isEvaluationPending"] = .bool(isEvaluationPending)
    object["seconds"] = .number(seconds)
    object["best"] = best.map { .number($0) } ?? .null
    if let scaler {
      object["gradientScale"] = .number(Double(scaler.scale))
      object["growthTracker"] = .integer(scaler.growthTracker)
    }
    return object
  }

  /// The state of a run that has not begun.
  package init() {}

  /// Reads what `json()` wrote.
  ///
  /// - Throws: `JSONFieldError` for a field that is missing, wrong, or beyond what a run can come to.
  init(json: JSONValue) throws(JSONFieldError) {
    let reader = JSONDecodingReader(json)
    for (name, property, range) in Self.integers {
      self[keyPath: property] = try reader.field(name).integer(in: range)
    }
    layerUpdates = try Self.layerUpdates(json["layerUpdates"] ?? .null)
    isEvaluationPending = try reader.optionalBool("isEvaluationPending") ?? false
    seconds = try reader.field("seconds").double()
    guard (0..<Self.greatestSeconds).contains(seconds) else {
      throw JSONFieldError(path: "seconds", problem: "\(seconds) is not from 0 to \(Self.greatestSeconds)")
    }
    scaler = try Self.scaler(reader)
    best = try reader.optionalDouble("best")
    guard best?.isFinite != false else { throw JSONFieldError(path: "best", problem: "is not a finite number") }
  }

  private static func layerUpdates(_ json: JSONValue) throws(JSONFieldError) -> [Int]? {
    if json.isNull { return nil }
    let values = json.arrayValue?.map { $0.intValue ?? -1 } ?? [-1]
    guard values.allSatisfy(counts.contains) else {
      throw JSONFieldError(path: "layerUpdates", problem: "is no list of counts")
    }
    return values
  }

  private static func scaler(_ reader: JSONDecodingReader) throws(JSONFieldError) -> GradientScaler? {
    guard let scale = try reader.optionalDouble("gradientScale") else { return nil }
    guard Float(scale) > 0, Float(scale).isFinite else {
      throw JSONFieldError(path: "gradientScale", problem: "\(scale) is no positive single-precision number")
    }
    let tracker = try reader.field("growthTracker").integer(in: 0...GradientScaler().growthInterval - 1)
    return GradientScaler(scale: Float(scale), growthTracker: tracker)
  }
}
