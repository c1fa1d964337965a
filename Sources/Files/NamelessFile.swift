#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that has no name any more, and goes with the process, however that ends.
///
/// Read and written by position, and not mapped: a full disk is then an error of `write`, and not the end of the
/// process at a touch of memory (SIGBUS), and what is in it does not count as the process's memory.
package final class NamelessFile: Sendable {
  /// The directory it was made in.
  package let directory: String
  private let descriptor: Int32
  private let sizeLimit: rlim_t

  /// Makes an empty one on the file system of `directory`.
  package init(directory: String) throws(FileError) {
    let suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let path = "\(directory)/.parlance-\(getpid())-\(suffix).tmp"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(call: "open", path: directory) }
    unlink(path)
    self.directory = directory
    sizeLimit = Self.sizeLimit()
  }

  deinit { close(descriptor) }

  /// Puts `bytes` at `offset`; the file grows to there.
  package func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
    guard rlim_t(offset) + rlim_t(bytes.count) <= sizeLimit else {
      // The system would end the process (SIGXFSZ).
      throw FileError(path: directory, problem: .system(call: "pwrite", code: EFBIG))
    }
    var done = 0
    while done < bytes.count {
      let got = pwrite(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      if got == 0 { errno = ENOSPC }
      guard got > 0 else { throw FileError(call: "pwrite", path: directory) }
      done += got
    }
  }

  /// Brings the bytes at `offset` back; that there are fewer is an error.
  package func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let got = pread(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      if got == 0 { errno = EIO }
      guard got > 0 else { throw FileError(call: "pread", path: directory) }
      done += got
    }
  }

  /// Bytes that the file system has left for this user; nil where it does not say.
  package var freeBytes: Int? {
    var status = statvfs()
    guard fstatvfs(descriptor, &status) == 0 else { return nil }
    let (bytes, overflows) = Int(clamping: status.f_bavail).multipliedReportingOverflow(
      by: Int(clamping: status.f_frsize))
    return overflows ? .max : bytes
  }

  private static func sizeLimit() -> rlim_t {
    var limit = rlimit()
    #if canImport(Glibc)
      let got = getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
    #else
      let got = getrlimit(RLIMIT_FSIZE, &limit)
    #endif
    return got == 0 ? min(limit.rlim_cur, rlim_t(Int64.max)) : rlim_t(Int64.max)
  }
}
