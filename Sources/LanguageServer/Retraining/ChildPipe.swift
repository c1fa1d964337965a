#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A pipe to or from a child. Neither end is inherited, and neither stands where a standard stream does.
struct ChildPipe {
  let reading: Int32
  let writing: Int32

  init() throws(TrainingStartFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw TrainingStartFailure("pipe: \(String(cString: strerror(errno)))") }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    for end in ends { close(end) }
    (reading, writing) = (moved[0], moved[1])
    guard reading >= 0, writing >= 0 else {
      closeBoth()
      throw TrainingStartFailure("too many files are open")
    }
  }

  func closeBoth() {
    for end in [reading, writing] where end >= 0 { close(end) }
  }

  /// Reads until the end, a piece at a time, and closes the end that was read.
  static func readAll(_ descriptor: Int32, _ body: (UnsafeRawBufferPointer) -> Void) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    defer { close(descriptor) }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }
}
