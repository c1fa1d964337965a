#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A lock that one process at a time holds, for as long as this object lives; the system lets go of it when a process
/// ends, however it ends. The file stays, empty: removing it would let two processes lock two files of one name.
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

  deinit { if descriptor >= 0 { close(descriptor) } }
}
