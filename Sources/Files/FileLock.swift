#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A lock that one process at a time holds, for as long as this object lives; the system lets go of it when a process
/// ends, however it ends. The file stays: removing it would let two processes lock two files of one name.
package final class FileLock: Sendable {
  private let descriptor: Int32

  /// Takes the lock that the file at `path` stands for, which is made where it is missing; nil where another has it.
  package init?(path: String) throws(FileError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { return nil }
      guard errno == EINTR else { throw FileError(call: "flock", path: path) }
    }
  }

  /// Writes into the file who holds it, for those who find it taken; of no other use, so that a failure is passed over.
  package func note(_ holder: String) {
    let bytes = Array(holder.utf8)
    guard ftruncate(descriptor, 0) == 0 else { return }
    _ = pwrite(descriptor, bytes, bytes.count, 0)
  }

  /// What the last holder wrote into the lock's file; nil where there is nothing.
  package static func note(at path: String) -> String? {
    guard let bytes = try? FileReader.read(path, limit: 1 << 10), !bytes.isEmpty else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Unlocks explicitly: a child that was forked and is not yet another program has the descriptor too for a moment, and
  /// the lock with it.
  deinit {
    guard descriptor >= 0 else { return }
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
