#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads files whole or piece by piece.
///
/// Foundation has this too, but loading it takes a good part of the time that a program may take to its first answer.
package enum FileReader {
  /// What `read` takes unless it is told otherwise.
  package static let defaultLimit = 256 << 20

  /// All bytes of the regular file at `path`, which has at most `limit`.
  package static func read(_ path: String, limit: Int = defaultLimit) throws(FileError) -> [UInt8] {
    // Non-blocking, so that a pipe in the place of a file is an error and not a wait without end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError(call: "fstat", path: path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, problem: .notARegularFile) }
    let count = Int(status.st_size)
    guard count <= limit else { throw FileError(path: path, problem: .tooLarge(bytes: count, limit: limit)) }
    return try read(path, descriptor, count: count)
  }

  private static func read(_ path: String, _ descriptor: Int32, count: Int) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count, let base = buffer.baseAddress {
        let got = pread(descriptor, base + initialized, count - initialized, off_t(initialized))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = FileError(call: "read", path: path) }
        if got <= 0 { return }
        initialized += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Calls `body` with the bytes of `path`, piece by piece, until its end; a pipe is waited for.
  package static func readChunks(
    _ path: String, _ body: (UnsafeRawBufferPointer) -> Void
  ) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw FileError(call: "read", path: path) }
      if got == 0 { return }
      chunk.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
    }
  }
}

// The system's function under a name that `FileReader` does not use itself.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, bytes.baseAddress, bytes.count)
}
