package import Logging

/// Which model the server asks for.
package struct ModelRequest: Sendable, Equatable {
  /// `model.path`, or nil for the usual places.
  package let path: String?
  /// The directories of the workspace, which may have a model of its own.
  package let workspaceFolders: [String]
}

/// Everything the server has from outside, so that tests can give it something else.
package struct ServerEnvironment: Sendable {
  /// The version that `initialize` tells.
  package var version: String
  /// Time.
  package var clock: any ServerClock
  /// Where detections run: one after the other.
  package var queue: any WorkQueue
  /// Loads the detector; called on `queue`.
  package var loadDetector: @Sendable (ModelRequest) throws -> LoadedDetector
  /// Whether the process with this id lives.
  package var isAlive: @Sendable (Int) -> Bool
  /// The parent that the command line names; `initialize` may name one too.
  package var parentProcessID: Int?
  /// Where to say what the user need not read.
  package var logger: Logger

  /// The real world, with a detector from `loadDetector`.
  package init(
    version: String, logger: Logger, parentProcessID: Int? = nil,
    loadDetector: @escaping @Sendable (ModelRequest) throws -> LoadedDetector
  ) {
    self.version = version
    self.logger = logger
    self.parentProcessID = parentProcessID
    self.loadDetector = loadDetector
    clock = SystemClock()
    queue = BackgroundQueue()
    isAlive = ParentWatch.isAlive
  }
}
