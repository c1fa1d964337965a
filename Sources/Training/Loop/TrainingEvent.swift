package import JSON

/// What happens in a run, for whoever watches: the terminal, a JSON line, the log.
package enum TrainingEvent: Sendable {
  /// What the session is told to do, every key with its value, and the data files; before it starts.
  case configuration(JSONValue, data: JSONValue)
  /// The run begins, at `step` of `totalSteps`; a resumed one after 0.
  case started(step: Int, totalSteps: Int, parameters: Int, trainSnippets: Int, validationSnippets: Int, labels: Int)
  /// Steps were taken.
  case progress(TrainingProgress)
  /// The validation snippets were looked at.
  case evaluated(step: Int, loss: Double, accuracy: Double, macroF1: Double, isBest: Bool)
  /// A step was left out, its loss or gradient being no finite number.
  case skipped(step: Int)
  /// A checkpoint was written.
  case checkpoint(step: Int)
  /// Something that the user should know and that ends nothing.
  case note(String)
  /// The model was written.
  case saved(path: String, accuracy: Double)

  /// The event as one JSON object.
  package func json() -> JSONValue {
    switch self {
    case .configuration(let configuration, let data):
      ["event": "configuration", "configuration": configuration, "data": data]
    case .started(let step, let total, let parameters, let train, let validation, let labels):
      [
        "event": "started", "step": .integer(step), "totalSteps": .integer(total), "parameters": .integer(parameters),
        "trainSnippets": .integer(train), "validationSnippets": .integer(validation), "labels": .integer(labels),
      ]
    case .progress(let progress): progress.json()
    case .evaluated(let step, let loss, let accuracy, let macroF1, let isBest):
      [
        "event": "evaluated", "step": .integer(step), "loss": finite(loss), "accuracy": .number(accuracy),
        "macroF1": .number(macroF1), "isBest": .bool(isBest),
      ]
    case .skipped(let step): ["event": "skipped", "step": .integer(step)]
    case .checkpoint(let step): ["event": "checkpoint", "step": .integer(step)]
    case .note(let words): ["event": "note", "message": .string(words)]
    case .saved(let path, let accuracy):
      ["event": "saved", "path": .string(path), "accuracy": .number(accuracy)]
    }
  }
}

/// How far a run is and how fast.
package struct TrainingProgress: Sendable, Equatable {
  /// Steps taken, of how many.
  package var step: Int, totalSteps: Int
  /// The epoch, from 0.
  package var epoch: Int
  /// The mean training loss and accuracy since the last event.
  package var loss: Double, accuracy: Double
  /// The learning rate of the last step.
  package var learningRate: Double
  /// The mean gradient norm since the last event, before clipping.
  package var gradientNorm: Double
  /// Tokens a second since the last event.
  package var tokensPerSecond: Double
  /// The share of the time since the last event, evaluations not counted, that the loop waited for data: 0 to 1.
  package var dataWait: Double
  /// Seconds spent, and what is left at the pace so far.
  package var seconds: Double, secondsLeft: Double

  func json() -> JSONValue {
    [
      "event": "progress", "step": .integer(step), "totalSteps": .integer(totalSteps), "epoch": .integer(epoch),
      "loss": finite(loss), "accuracy": .number(accuracy), "learningRate": .number(learningRate),
      "gradientNorm": finite(gradientNorm), "tokensPerSecond": .number(tokensPerSecond.rounded()),
      "dataWait": .number((dataWait * 1e4).rounded() / 1e4), "seconds": .number(seconds),
      "secondsLeft": .number(secondsLeft.rounded()),
    ]
  }
}

/// JSON has no number for what is not finite.
private func finite(_ value: Double) -> JSONValue { value.isFinite ? .number(value) : .null }
