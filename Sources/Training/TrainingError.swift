/// What can end a training run before its time; each names the file, the field or the setting.
package enum TrainingError: Error, Sendable, CustomStringConvertible {
  /// A file could not be read or written.
  case file(path: String, reason: String)
  /// The data can't be trained on.
  case data(String)
  /// A checkpoint that is damaged, or stands where a new run was to begin.
  case checkpoint(path: String, problem: String)
  /// A checkpoint of a run with another configuration or other data.
  case otherRun(path: String, difference: String)
  /// Something the run needs from another room failed: a model, a tokenizer, a tensor file.
  case model(String)
  /// So many steps in a row had a loss that is not a number.
  case diverged(steps: Int)

  /// What is wrong and where.
  package var description: String {
    switch self {
    case .file(let path, let reason): "\(path): \(reason)"
    case .data(let words), .model(let words): words
    case .checkpoint(let path, let problem): "\(path): \(problem)"
    case .otherRun(let path, let difference): "\(path): is of another run: \(difference)"
    case .diverged(let steps):
      "the loss was not a finite number for \(steps) steps in a row; a lower \"learningRate\" may help"
    }
  }

  /// The description without the path, for those who name it themselves.
  var reason: String {
    if case .file(_, let reason) = self { reason } else { description }
  }
}
