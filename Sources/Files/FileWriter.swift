#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes that do not replace a file at once, as `AtomicFileWriter` does.
package enum FileWriter {
  /// Makes the file at `path` with these bytes, on the disk when it returns. For files in a directory that nobody
  /// knows yet (`StagedDirectory`): a crash leaves a part of it.
  package static func create(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path: path)
    guard fsync(descriptor) == 0 else { throw FileError(call: "fsync", path: path) }
  }

  /// Appends to the file at `path`, which is made where it is missing.
  package static func append(_ bytes: [UInt8], to path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_CREAT | O_APPEND, 0o666)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor, path: path)
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let got = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done) }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { throw FileError(call: "write", path: path) }
      done += got
    }
  }
}
