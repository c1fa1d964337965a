#if canImport(Glibc)
  private import Glibc
#elseif canImport(Musl)
  private import Musl
#else
  private import Darwin
#endif

/// Writes to a descriptor through a buffer of its own; what is left is written by `flush`.
///
/// `print` would lock and copy for each call, and loses the order with what is written by descriptor.
struct OutputBuffer {
  /// Where it goes: 1 for results, 2 for what a person should know.
  let descriptor: Int32
  private var bytes: [UInt8] = []
  private static let capacity = 1 << 16

  /// A buffer in front of standard output.
  static var standardOutput: OutputBuffer { OutputBuffer(descriptor: STDOUT_FILENO) }

  init(descriptor: Int32) { self.descriptor = descriptor }

  /// Appends bytes and writes when there are enough of them.
  mutating func write(_ new: some Sequence<UInt8>) {
    bytes.append(contentsOf: new)
    if bytes.count >= OutputBuffer.capacity { flush() }
  }

  /// Appends a text.
  mutating func write(_ text: String) { write(text.utf8) }

  /// Appends a text and a line feed.
  mutating func writeLine(_ text: String) {
    write(text.utf8)
    write(CollectionOfOne(UInt8(ascii: "\n")))
  }

  /// Writes what is buffered. A reader that went away ends the program by SIGPIPE, as it should in a pipe; any other
  /// failure (a full disk) is told once and ends it with exit code 1.
  mutating func flush() {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { writeBytes(descriptor, $0 + done, buffer.count - done) } ?? 0
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        awaitDescriptor(descriptor, POLLOUT)
        continue
      }
      if count < 0 { return fail() }
      done += count
    }
    bytes.removeAll(keepingCapacity: true)
  }

  private func fail() {
    Diagnostics.error("writing the output failed: \(String(cString: strerror(errno)))")
    // Not `exit`: other threads may be computing with what it would take down.
    _exit(1)
  }
}

/// Waits until something can be read from a descriptor, or written to it: for those that another program made
/// non-blocking for all who share them.
func awaitDescriptor(_ descriptor: Int32, _ event: some BinaryInteger) {
  var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
  _ = poll(&request, 1, -1)
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

/// Messages for a person, on standard error.
enum Diagnostics {
  /// Writes `parlance: text` as one line.
  static func error(_ text: String) {
    let line = Array("parlance: \(Terminal.printable(text))\n".utf8)
    _ = line.withUnsafeBytes { buffer in buffer.baseAddress.map { writeBytes(STDERR_FILENO, $0, buffer.count) } }
  }
}
