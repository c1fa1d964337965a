package import JSON

/// One line of a run's `log.jsonl`, as `TrainingEvent.json()` wrote it.
package enum LogRecord: Sendable {
  /// What is done, to which data; said once a session, before `started`.
  case configuration(RunConfiguration)
  /// A session begins; a resumed one after step 0.
  case started(Start)
  /// Steps were taken.
  case progress(Progress)
  /// The validation snippets were looked at.
  case evaluated(Evaluation)
  /// A step was left out.
  case skipped(step: Int)
  /// A checkpoint was written.
  case checkpoint(step: Int)
  /// Something that the user should know.
  case note(String)
  /// The model was written.
  case saved(accuracy: Double)
  /// An event that this version does not know.
  case other

  /// How a session begins.
  package struct Start: Sendable, Equatable {
    package var step: Int, totalSteps: Int, parameters: Int, trainSnippets: Int, validationSnippets: Int, labels: Int
  }

  /// Means since the last such event; a loss or norm that was no finite number is nil.
  package struct Progress: Sendable, Equatable {
    package var step: Int, totalSteps: Int, epoch: Int
    package var loss: Double?, accuracy: Double?, learningRate: Double, gradientNorm: Double?
    package var tokensPerSecond: Double, seconds: Double
  }

  /// What was measured on the validation snippets.
  package struct Evaluation: Sendable, Equatable {
    package var step: Int
    package var loss: Double?, accuracy: Double, macroF1: Double?
    /// Whether it was the best so far.
    package var isBest: Bool
  }

  /// Steps in a file, so that nothing computed with them can overflow.
  static let steps = 0...1 << 40

  /// Reads a line's object.
  ///
  /// - Throws: `JSONFieldError` for a field that is missing or wrong.
  package init(json: JSONValue) throws(JSONFieldError) {
    let reader = JSONDecodingReader(json)
    switch try reader.string("event") {
    case "configuration": self = .configuration(try RunConfiguration(reader))
    case "started": self = .started(try Start(reader))
    case "progress": self = .progress(try Progress(reader))
    case "evaluated": self = .evaluated(try Evaluation(reader))
    case "skipped": self = .skipped(step: try reader.integer("step", in: Self.steps))
    case "checkpoint": self = .checkpoint(step: try reader.integer("step", in: Self.steps))
    case "note": self = .note(try reader.string("message"))
    case "saved": self = .saved(accuracy: try reader.double("accuracy"))
    default: self = .other
    }
  }
}

extension LogRecord.Start {
  fileprivate init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    step = try reader.integer("step", in: LogRecord.steps)
    totalSteps = try reader.integer("totalSteps", in: LogRecord.steps)
    parameters = try reader.integer("parameters")
    trainSnippets = try reader.integer("trainSnippets")
    validationSnippets = try reader.integer("validationSnippets")
    labels = try reader.integer("labels")
  }
}

extension LogRecord.Progress {
  fileprivate init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    step = try reader.integer("step", in: LogRecord.steps)
    totalSteps = try reader.integer("totalSteps", in: LogRecord.steps)
    epoch = try reader.integer("epoch", in: LogRecord.steps)
    loss = try reader.optionalDouble("loss")
    accuracy = try reader.optionalDouble("accuracy")
    learningRate = try reader.double("learningRate")
    gradientNorm = try reader.optionalDouble("gradientNorm")
    tokensPerSecond = try reader.double("tokensPerSecond")
    seconds = try reader.double("seconds")
  }
}

extension LogRecord.Evaluation {
  fileprivate init(_ reader: JSONDecodingReader) throws(JSONFieldError) {
    step = try reader.integer("step", in: LogRecord.steps)
    loss = try reader.optionalDouble("loss")
    accuracy = try reader.double("accuracy")
    macroF1 = try reader.optionalDouble("macroF1")
    isBest = try reader.bool("isBest")
  }
}
