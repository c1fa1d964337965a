internal import Files

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A lock that says who holds it, and is free when that process is gone.
package final class StoreLock: Sendable {
  private let lock: FileLock

  /// Takes the lock, asking again every tenth of a second, `patience` times.
  ///
  /// - Throws: `ModelStoreError.busy` where another process has it still.
  init(path: String, patience: Int = 0) throws(ModelStoreError) {
    for attempt in 0...patience {
      if attempt > 0 { usleep(100_000) }
      guard let lock = try asStoreError({ () throws(FileError) in try FileLock(path: path) }) else { continue }
      lock.note("process \(getpid()), since \(VersionID.name(VersionID.now))")
      self.lock = lock
      return
    }
    throw .busy(path: path, holder: FileLock.note(at: path))
  }
}

/// Where trainings on a workspace keep what they need.
extension ModelVersions {
  /// The folder of the trainings' runs.
  package var trainingPath: String { directory + "/training" }
  /// What the user corrected, as labelled snippets.
  package var correctionsPath: String { directory + "/corrections.jsonl" }

  /// Keeps any other training away from this workspace for as long as the lock lives, and sweeps away what a killed one
  /// left half done.
  ///
  /// - Throws: `ModelStoreError.busy` where another process trains here.
  package func lockForTraining() throws(ModelStoreError) -> StoreLock {
    try makeDirectory()
    try asStoreError { () throws(FileError) in try Directory.make(trainingPath) }
    let lock = try StoreLock(path: trainingPath + "/.lock")
    Leftovers.remove(in: trainingPath)
    return lock
  }
}
