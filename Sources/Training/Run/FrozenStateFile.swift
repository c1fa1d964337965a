internal import Files
internal import Roberta
private import Synchronization

/// The cache of the frozen layers' output on disk: a nameless file in the run's directory. A disk that is full turns
/// the cache off and ends nothing; and it is off before there is no room left for the run's checkpoints.
final class FrozenStateFile: StateStorage {
  private struct State {
    var problem: String?
    /// To where the file may grow before the disk is looked at again.
    var end = 0
  }

  private let file: NamelessFile
  private let reserve: Int
  private let state = Mutex(State())
  /// How far it grows between two looks at the disk.
  private static let stride = 16 << 20

  /// A file in `directory` that leaves `reserve` bytes of the disk.
  init(directory: String, reserve: Int) throws(FileError) {
    file = try NamelessFile(directory: directory)
    self.reserve = reserve
  }

  /// Why the first write that failed did.
  var problem: String? { state.withLock { $0.problem } }

  func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) -> Bool {
    guard mayGrow(to: offset + bytes.count) else { return false }
    do throws(FileError) {
      try file.write(bytes, at: offset)
      return true
    } catch {
      state.withLock { $0.problem = $0.problem ?? "\(error.problem)" }
      return false
    }
  }

  private func mayGrow(to end: Int) -> Bool {
    state.withLock { state in
      if end <= state.end { return true }
      guard (file.freeBytes ?? .max) - Self.stride - (end - state.end) >= reserve else {
        state.problem = state.problem ?? "it would leave less than \(reserve >> 20) MB of the disk for checkpoints"
        return false
      }
      state.end = end + Self.stride
      return true
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

  /// A cache of at most `megabytes` (of 2^20 bytes) in `directory`, that leaves `reserve` bytes of the disk.
  init(directory: String, megabytes: Int, reserve: Int, element: FrozenStateCache.Element) throws(FileError) {
    file = try FrozenStateFile(directory: directory, reserve: reserve)
    cache = FrozenStateCache(byteLimit: megabytes << 20, element: element, storage: file)
  }

  /// What the user should know, once: that the disk or the bound does not hold all of it.
  func news() -> String? {
    guard !hasTold, cache.isBroken || cache.usage.leftOut > 0 else { return nil }
    hasTold = true
    let kept = "\(cache.usage.sequences) texts (\(cache.usage.bytes >> 20) MB)"
    if cache.isBroken {
      return "the frozen layers' output can't be kept on disk (\(file.problem ?? "no room")): "
        + "it is kept for \(kept), and made again for the others"
    }
    return "\"frozenCacheMegabytes\" (\(cache.byteLimit >> 20)) holds the frozen layers' output of \(kept); "
      + "that of the others is made again each time"
  }
}
