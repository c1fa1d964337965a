import JSON

/// What a training says in one line of its output.
enum TrainingMessage: Sendable {
  /// It looks for files.
  case collecting(files: Int)
  /// It has made snippets of them.
  case collected(files: Int, snippets: Int, languages: Int)
  /// It is going to go over the snippets so many times.
  case epochs(Int)
  /// It has begun to learn.
  case started(totalSteps: Int)
  /// It has learned for a while.
  case progress(TrainingPace)
  /// It has measured itself on what is held out.
  case evaluated(accuracy: Double)
  /// It compares the new model with the one that answers.
  case comparing(done: Int, total: Int)
  /// It is through.
  case retrained(RetrainResult)
  /// It has failed, or was stopped.
  case failed(RetrainFailure)

  /// Reads a line; nil for one that is no JSON object, or of an event that nobody here needs.
  init?(line: [UInt8]) {
    guard let value = try? JSONValue(parsing: line), let event = value["event"]?.stringValue else { return nil }
    func count(_ key: String) -> Int { max(0, value[key]?.intValue ?? 0) }
    switch event {
    case "collecting": self = .collecting(files: count("files"))
    case "collected":
      self = .collected(files: count("files"), snippets: count("snippets"), languages: count("languages"))
    case "configuration":
      guard value["configuration"]?["maxSteps"]?.intValue == nil,
        let epochs = value["configuration"]?["epochs"]?.intValue
      else { return nil }
      self = .epochs(epochs)
    case "started": self = .started(totalSteps: count("totalSteps"))
    case "progress": self = .progress(TrainingPace(value))
    case "evaluated":
      guard let accuracy = value["accuracy"]?.doubleValue else { return nil }
      self = .evaluated(accuracy: accuracy)
    case "comparing": self = .comparing(done: count("done"), total: count("total"))
    case "retrained": self = .retrained(RetrainResult(value))
    case "failed": self = .failed(RetrainFailure(value))
    default: return nil
    }
  }
}

/// How far the learning is.
struct TrainingPace: Sendable {
  let step: Int
  let totalSteps: Int
  /// From 0.
  let epoch: Int
  let loss: Double?
  let accuracy: Double?
  let secondsLeft: Double?

  init(_ value: JSONValue) {
    step = max(0, value["step"]?.intValue ?? 0)
    totalSteps = max(0, value["totalSteps"]?.intValue ?? 0)
    epoch = min(max(0, value["epoch"]?.intValue ?? 0), .max - 1)
    loss = value["loss"]?.doubleValue
    accuracy = value["accuracy"]?.doubleValue
    secondsLeft = value["secondsLeft"]?.doubleValue
  }
}

/// Why there is no new model.
struct RetrainFailure: Error, Sendable {
  /// `busy`, `stopped`, `noSnippets`, `error`.
  let reason: String
  /// One sentence for the user.
  let message: String

  init(_ value: JSONValue) {
    reason = value["reason"]?.stringValue ?? "error"
    message = value["message"]?.stringValue ?? "the training failed"
  }

  /// The failure of a training that ended without a word about it.
  init(_ end: TrainingEnd) {
    let how = end.status < 0 ? "by signal \(-end.status)" : "with exit code \(end.status)"
    let words = end.lastWords.split(whereSeparator: \.isNewline).last.map { ": \($0)" } ?? ""
    reason = "error"
    message = "the training ended \(how) before it was through\(words)"
  }
}
