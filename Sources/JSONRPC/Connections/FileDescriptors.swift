#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why reading or writing a file descriptor failed.
struct FileDescriptorError: Error, Sendable, CustomStringConvertible {
  let description: String

  /// The calling thread's `errno`, with what was being done.
  init(_ action: String) {
    description = "\(action): \(String(cString: strerror(errno)))"
  }
}

/// Reads and writes that go on after interruptions, also where the descriptor does not block (an editor in Node.js
/// hands such ones on).
enum FileDescriptors {
  /// A peer that is gone is an error of `write`, not the end of the process.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Waits until the first descriptor has something to read, or the second; answers whether it was the first.
  static func waitForInput(_ descriptor: Int32, orWakeUp wakeUp: Int32) throws(FileDescriptorError) -> Bool {
    var polled = [
      pollfd(fd: wakeUp, events: Int16(POLLIN), revents: 0),
      pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
    ]
    while poll(&polled, nfds_t(polled.count), -1) < 0 {
      guard errno == EINTR || errno == EAGAIN else { throw FileDescriptorError("poll") }
    }
    return polled[0].revents == 0
  }

  /// Reads what there is; 0 at the end of input.
  static func readSome(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(FileDescriptorError)
    -> Int?
  {
    let count = read(descriptor, buffer.baseAddress, buffer.count)
    if count >= 0 { return count }
    guard errno == EINTR || errno == EAGAIN else { throw FileDescriptorError("read") }
    return nil
  }

  /// Writes all of the bytes.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(FileDescriptorError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written) }
      if count >= 0 {
        written += count
      } else if errno == EAGAIN {
        var polled = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&polled, 1, -1)
      } else if errno != EINTR {
        throw FileDescriptorError("write")
      }
    }
  }

  /// Keeps the real standard output for the protocol, and lets whatever else is printed go to standard error.
  static func takeStandardOutput() throws(FileDescriptorError) -> Int32 {
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard output >= 0 else { throw FileDescriptorError("standard output") }
    guard dup2(STDERR_FILENO, STDOUT_FILENO) < 0 else { return output }
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nowhere >= 0, dup2(nowhere, STDOUT_FILENO) >= 0 else { throw FileDescriptorError("/dev/null") }
    return output
  }
}
