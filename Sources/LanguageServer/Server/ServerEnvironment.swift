package import Logging
import ModelStore

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
  /// Where files are read and written that nobody waits for: one job after the other.
  package var background: any WorkQueue
  /// Loads the detector; called on `queue`, and on `background` where it takes another's place.
  package var loadDetector: @Sendable (ModelRequest) throws -> LoadedDetector
  /// Where the model stands that is to answer; nil where there is none. Called on `background`.
  package var locateModel: @Sendable (ModelRequest) -> String?
  /// The directory of what the user keeps for all workspaces.
  package var userDirectory: String?
  /// The time, in seconds since 1970.
  package var date: @Sendable () -> Int
  /// How many files of each language lie in these folders, as far as can be told in a moment; called on `background`.
  package var countLanguages: @Sendable ([String]) -> [String: Int] = { _ in [:] }
  /// Starts `parlance` with these arguments as a training; the handler is called from any thread, and never after
  /// `.ended`.
  package var startTraining:
    @Sendable ([String], @escaping @Sendable (TrainingOutput) -> Void) throws(TrainingStartFailure) ->
      any TrainingProcess
  /// Whether the process with this id lives.
  package var isAlive: @Sendable (Int) -> Bool
  /// The parent that the command line names; `initialize` may name one too.
  package var parentProcessID: Int?
  /// Where to say what the user need not read.
  package var logger: Logger

  /// The real world, with a detector from `loadDetector`; `executable` is the path of the program, to start trainings.
  package init(
    version: String, logger: Logger, parentProcessID: Int? = nil, executable: String? = nil,
    locateModel: @escaping @Sendable (ModelRequest) -> String? = { _ in nil },
    loadDetector: @escaping @Sendable (ModelRequest) throws -> LoadedDetector
  ) {
    self.version = version
    self.logger = logger
    self.parentProcessID = parentProcessID
    self.loadDetector = loadDetector
    self.locateModel = locateModel
    userDirectory = ModelEnvironment.process.dataHome.map { "\($0)/parlance" }
    date = { VersionID.now }
    clock = SystemClock()
    queue = BackgroundQueue()
    background = BackgroundQueue(label: "parlance.files")
    startTraining = { arguments, handler throws(TrainingStartFailure) in
      guard let executable else { throw TrainingStartFailure("where the program lies is not known") }
      return try ChildProcess(executable: executable, arguments: arguments, handler)
    }
    isAlive = ParentWatch.isAlive
  }
}
