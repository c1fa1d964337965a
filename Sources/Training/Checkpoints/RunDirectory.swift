internal import Files

/// A run's directory, held by this process alone for as long as this object lives.
final class RunDirectory {
  /// Its path.
  let path: String
  private let lock: FileLock

  /// Makes the directory where it is missing, takes its lock, and sweeps away what a killed process left unfinished.
  ///
  /// - Throws: `TrainingError.file` where that can't be done, or another process has the lock.
  init(_ path: String) throws(TrainingError) {
    self.path = path
    let kind = FileKind(path: path)
    guard kind == .missing || kind == .directory else {
      throw .file(path: path, reason: "is not a directory, so that no run can be written there")
    }
    try Files.makeDirectory(path)
    guard let lock = try Self.lock(path) else {
      throw .file(path: path, reason: "another process is training in this directory")
    }
    self.lock = lock
    for directory in [path, path + "/checkpoints", path + "/model"] { Leftovers.remove(in: directory) }
  }

  private static func lock(_ path: String) throws(TrainingError) -> FileLock? {
    do throws(FileError) { return try FileLock(path: path + "/.lock") } catch { throw TrainingError(error) }
  }
}
