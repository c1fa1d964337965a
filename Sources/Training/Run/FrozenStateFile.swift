internal import Files
internal import Roberta
private import Synchronization

/// The cache of the frozen layers' output on disk: a nameless file in the run's directory. A disk that is full turns
/// the cache off and ends nothing.
final class FrozenStateFile: StateStorage {
  private let file: NamelessFile
  private let failure = Mutex<String?>(nil)

  init(directory: String) throws(FileError) {
    file = try NamelessFile(directory: directory)
  }

  /// Why the first write that failed did.
  var problem: String? { failure.withLock { $0 } }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    do throws(FileError) {
      try file.write(bytes, at: offset)
      return true
    } catch {
      failure.withLock { $0 = $0 ?? "\(error.problem)" }
      return false
    }
  }

  func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) -> Bool {
    do throws(FileError) {
      try file.read(into: bytes, at: offset)
      return true
    } catch {
      return false
    }
  }
}

/// The cache of a run and what is to be told of it.
final class FrozenStates {
  let cache: FrozenStateCache
  private let file: FrozenStateFile
  private var hasTold = false

  /// A cache of at most `megabytes` (of 2^20 bytes) in `directory`.
  init(directory: String, megabytes: Int, element: FrozenStateCache.Element) throws(FileError) {
    file = try FrozenStateFile(directory: directory)
    cache = FrozenStateCache(byteLimit: megabytes << 20, element: element, storage: file)
  }

  /// What the user should know, once: that the disk or the bound does not hold all of it.
  func news() -> String? {
    guard !hasTold, cache.isBroken || cache.usage.leftOut > 0 else { return nil }
    hasTold = true
    let kept = "\(cache.usage.sequences) texts' (\(cache.usage.bytes >> 20) MB)"
    if cache.isBroken {
      return "the frozen layers' output can't be kept on disk (\(file.problem ?? "no room")): "
        + "it is kept for \(kept), and made again for the others"
    }
    return "\"frozenCacheMegabytes\" (\(cache.byteLimit >> 20)) holds the frozen layers' output of \(kept); "
      + "that of the others is made again each time"
  }
}
