internal import JSON

/// Tells every event to whoever watches, and keeps it in the run's `log.jsonl`.
final class RunLog {
  private let path: String
  private let emit: (TrainingEvent) -> Void

  /// The log of the run in `directory`, which is made where it is missing.
  init(directory: String, emit: @escaping (TrainingEvent) -> Void) throws(TrainingError) {
    try Files.makeDirectory(directory)
    path = directory + "/log.jsonl"
    self.emit = emit
  }

  /// Tells one event.
  func tell(_ event: TrainingEvent) throws(TrainingError) {
    emit(event)
    try Files.append(event.json().serialized(pretty: false) + [UInt8(ascii: "\n")], to: path)
  }
}
