#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes a file so that at any instant either the old one or the whole new one stands under its name.
///
/// The bytes go to a temporary name in the same directory; `commit` brings them to disk, renames, and brings the
/// directory to disk. A writer that goes away without `commit` removes its temporary file. A file that is replaced
/// keeps its permissions, and a symbolic link stays one: what it points to is replaced. What is no regular file (a
/// device, a pipe, a directory) is never replaced.
package struct AtomicFileWriter: ~Copyable {
  private let path: String
  private let temporaryPath: String
  private var descriptor: Int32

  /// Writes a whole file at once.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var writer = try AtomicFileWriter(path: path)
    try writer.write(bytes)
    try writer.commit()
  }

  /// Creates the temporary file for `path`, whose directory must exist.
  package init(path: String) throws(FileError) {
    self.path = Self.resolved(path)
    temporaryPath = Self.temporaryName(for: self.path)
    descriptor = -1
    var status = stat()
    let isThere = stat(self.path, &status) == 0
    guard !isThere || status.st_mode & S_IFMT == S_IFREG else {
      throw FileError(path: path, problem: .notARegularFile)
    }
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError(call: "open", path: temporaryPath) }
    if isThere { fchmod(descriptor, status.st_mode & 0o7777) }
  }

  /// Follows symbolic links where the file is already there.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// A name in the same directory that no other process and no other writer of this one has.
  private static func temporaryName(for path: String) -> String {
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let split = slash.map { path.utf8.index(after: $0) } ?? path.startIndex
    let suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    return "\(path[..<split]).\(path[split...]).\(getpid())-\(suffix).tmp"
  }

  /// Appends `bytes`.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Darwin refuses writes of 2^31 bytes and more.
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      let written = systemWrite(descriptor, piece.baseAddress, piece.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw FileError(call: "write", path: temporaryPath) }
      rest = rest.dropFirst(written)
    }
  }

  /// Appends `bytes`.
  package mutating func write(_ bytes: [UInt8]) throws(FileError) { try write(bytes, prefix: bytes.count) }

  /// Appends the first `byteCount` bytes of the elements' storage.
  package mutating func write<Element: BitwiseCopyable>(_ elements: [Element], prefix byteCount: Int) throws(FileError)
  {
    let result = elements.withUnsafeBytes { buffer -> Result<Void, FileError> in
      do throws(FileError) {
        return .success(try write(UnsafeRawBufferPointer(rebasing: buffer.prefix(byteCount))))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Brings what was written to disk, so that of several files that belong together none is put in its place before
  /// all are whole.
  package func synchronize() throws(FileError) {
    guard fsync(descriptor) == 0 else { throw FileError(call: "fsync", path: temporaryPath) }
  }

  /// Puts the file in its place. Nothing is left behind where that fails.
  package consuming func commit() throws(FileError) {
    try synchronize()
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw FileError(call: "close", path: temporaryPath) }
    guard rename(temporaryPath, path) == 0 else { throw FileError(call: "rename", path: path) }
    Directory.synchronize(Path.parent(of: path))
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    // After a rename nothing has this name any more, and the call does nothing.
    unlink(temporaryPath)
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  #if canImport(Glibc)
    Glibc.write(descriptor, bytes, count)
  #elseif canImport(Musl)
    Musl.write(descriptor, bytes, count)
  #else
    Darwin.write(descriptor, bytes, count)
  #endif
}
