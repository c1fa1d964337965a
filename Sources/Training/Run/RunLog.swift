internal import Files
internal import JSON

/// Keeps every event in the run's `log.jsonl`, and tells it to whoever watches.
final class RunLog {
  private let path: String
  private let emit: (TrainingEvent) -> Void

  /// The log of the run in `directory`, which is made where it is missing.
  ///
  /// - Throws: `TrainingError.file` where something else than a file stands in its place.
  init(directory: String, emit: @escaping (TrainingEvent) -> Void) throws(TrainingError) {
    try Files.makeDirectory(directory)
    path = directory + "/log.jsonl"
    self.emit = emit
    try endLine()
  }

  /// Tells one event; it is in the log by then.
  func tell(_ event: TrainingEvent) throws(TrainingError) {
    try append(event.json().serialized(pretty: false) + [UInt8(ascii: "\n")])
    emit(event)
  }

  /// Ends a line that a crash left half-written, so that it takes no other with it.
  private func endLine() throws(TrainingError) {
    guard FileKind(path: path) != .missing else { return }
    let last: UInt8?
    do {
      let file = try MappedFile(path: path)
      last = withExtendedLifetime(file) { file.bytes.last }
    } catch {
      throw .file(path: path, reason: "\(error.problem)")
    }
    if let last, last != UInt8(ascii: "\n") { try append([UInt8(ascii: "\n")]) }
  }

  private func append(_ bytes: [UInt8]) throws(TrainingError) {
    try Files.append(bytes, to: path)
  }
}
