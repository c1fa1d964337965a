#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A pipe to oneself, by which a thread that waits for input is told to stop waiting. No child inherits it.
final class WakeUpPipe: Sendable {
  /// The end to wait at.
  let reading: Int32
  private let writing: Int32

  init() throws(FileDescriptorError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw FileDescriptorError("pipe") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }

  deinit {
    close(reading)
    close(writing)
  }

  /// Wakes whoever waits, now or later.
  func wake() {
    try? FileDescriptors.writeAll([0], to: writing)
  }
}
