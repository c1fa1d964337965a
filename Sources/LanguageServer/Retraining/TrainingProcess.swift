/// A training that runs beside the server, in a process of its own.
package protocol TrainingProcess: Sendable {
  /// Asks it to stop, and sees to it that it does in the end. Returns at once; may be called again.
  func stop()
  /// Stops it and waits, for a moment, until it is gone: the server is about to end.
  func end()
}

/// What is heard of a training.
package enum TrainingOutput: Sendable {
  /// A line of its standard output, without its end.
  case line([UInt8])
  /// It is gone; nothing follows.
  case ended(TrainingEnd)
}

/// How a training ended.
package struct TrainingEnd: Sendable, Hashable {
  /// Its exit code; a signal that ended it is below 0.
  package let status: Int32
  /// The end of what it said on standard error.
  package let lastWords: String

  /// An end.
  package init(status: Int32, lastWords: String = "") {
    self.status = status
    self.lastWords = lastWords
  }
}

/// Why a training could not be started.
package struct TrainingStartFailure: Error, Sendable, Hashable, CustomStringConvertible {
  /// One sentence for the user.
  package let description: String

  package init(_ description: String) { self.description = description }
}
