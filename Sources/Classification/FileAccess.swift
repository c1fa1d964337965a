#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The few file operations that reading and saving a model needs, their failures as `ModelError`.
///
/// Foundation has them too, but loading it takes a good part of the time that a program may take to its first answer.
enum FileAccess {
  /// The largest text file of a model that is read.
  static let maximumBytes = 256 << 20

  /// Whether a file or directory is at `path`.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// All bytes of the file at `path`.
  static func read(_ path: String) throws(ModelError) -> [UInt8] {
    // Non-blocking, so that a pipe in the place of a file is an error and not a wait without end.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw systemError(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw systemError(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw ModelError(file: path, problem: "is not a regular file") }
    guard status.st_size <= maximumBytes else {
      throw ModelError(file: path, problem: "has \(status.st_size) bytes; at most \(maximumBytes) are read")
    }
    return try read(path, descriptor, count: Int(status.st_size))
  }

  private static func read(_ path: String, _ descriptor: Int32, count: Int) throws(ModelError) -> [UInt8] {
    var failure: ModelError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count, let base = buffer.baseAddress {
        let got = pread(descriptor, base + initialized, count - initialized, off_t(initialized))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = systemError(path) }
        if got <= 0 { return }
        initialized += got
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// Makes the file at `path` with these bytes, on the disk when it returns.
  static func write(_ bytes: [UInt8], to path: String) throws(ModelError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw systemError(path) }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let got = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        return pwrite(descriptor, rest.baseAddress, rest.count, off_t(done))
      }
      if got < 0, errno != EINTR { throw systemError(path) }
      done += max(0, got)
    }
    guard fsync(descriptor) == 0 else { throw systemError(path) }
  }

  /// The error that `errno` says, about `path`.
  static func systemError(_ path: String) -> ModelError {
    ModelError(file: path, problem: String(cString: strerror(errno)))
  }
}
