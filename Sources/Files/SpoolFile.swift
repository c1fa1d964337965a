#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file without a name, for what is too much for memory: it is gone with the process, however that ends.
package final class SpoolFile {
  private let descriptor: Int32
  private let path: String
  private var buffer: [UInt8] = []
  private var written = 0
  private static let bufferBytes = 1 << 20

  /// Makes one on the disk of `directory` (empty: the working directory).
  package init(in directory: String) throws(FileError) {
    let folder = directory.isEmpty ? "." : directory
    path = folder + "/.\(getpid())-\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).spool.tmp"
    descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    unlink(path)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// How many bytes it has.
  package var count: Int { written + buffer.count }

  /// Appends bytes.
  package func append(_ bytes: [UInt8]) throws(FileError) {
    buffer += bytes
    if buffer.count >= Self.bufferBytes { try flush() }
  }

  /// The `count` bytes from `offset` on, which must have been appended.
  package func read(offset: Int, count: Int) throws(FileError) -> [UInt8] {
    precondition(offset >= 0 && count >= 0 && offset + count <= self.count)
    if offset + count > written { try flush() }
    var got = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
      while got < count, let base = target.baseAddress {
        let step = pread(descriptor, base + got, count - got, off_t(offset + got))
        if step < 0, errno == EINTR { continue }
        guard step > 0 else { break }
        got += step
      }
      initialized = got
    }
    guard got == count else { throw FileError(call: "read", path: path) }
    return bytes
  }

  private func flush() throws(FileError) {
    var done = 0
    while done < buffer.count {
      let step = buffer.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: done), buffer.count - done) }
      if step < 0, errno == EINTR { continue }
      guard step > 0 else { throw FileError(call: "write", path: path) }
      done += step
    }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}
