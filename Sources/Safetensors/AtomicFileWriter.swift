#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a file so that at any instant either the old one or the whole new one stands under its name.
///
/// The bytes go to a temporary name in the same directory; `commit` brings them to disk, renames, and brings the
/// directory to disk. A writer that goes away without `commit` removes its temporary file. A file that is replaced
/// keeps its permissions, and a symbolic link stays one: what it points to is replaced.
package struct AtomicFileWriter: ~Copyable {
  private let path: String
  private let temporaryPath: String
  private var descriptor: Int32

  /// Creates the temporary file for `path`, whose directory must exist.
  package init(path: String) throws(SystemCallError) {
    self.path = Self.resolved(path)
    temporaryPath = Self.temporaryName(for: self.path)
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw SystemCallError(call: "open", path: temporaryPath, code: errno) }
    var status = stat()
    if stat(self.path, &status) == 0 { fchmod(descriptor, status.st_mode & 0o7777) }
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
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(SystemCallError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      // Darwin refuses writes of 2^31 bytes and more.
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
      let written = systemWrite(descriptor, piece.baseAddress, piece.count)
      if written < 0 && errno == EINTR { continue }
      guard written > 0 else { throw SystemCallError(call: "write", path: temporaryPath, code: errno) }
      rest = rest.dropFirst(written)
    }
  }

  /// Appends `bytes`.
  package mutating func write(_ bytes: [UInt8]) throws(SystemCallError) { try write(bytes, prefix: bytes.count) }

  /// Appends the first `byteCount` bytes of the elements' storage.
  mutating func write<Element: BitwiseCopyable>(_ elements: [Element], prefix byteCount: Int) throws(SystemCallError) {
    let result = elements.withUnsafeBytes { buffer -> Result<Void, SystemCallError> in
      do throws(SystemCallError) {
        return .success(try write(UnsafeRawBufferPointer(rebasing: buffer.prefix(byteCount))))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// Puts the file in its place. Nothing is left behind where that fails.
  package consuming func commit() throws(SystemCallError) {
    guard fsync(descriptor) == 0 else { throw SystemCallError(call: "fsync", path: temporaryPath, code: errno) }
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw SystemCallError(call: "close", path: temporaryPath, code: errno) }
    guard rename(temporaryPath, path) == 0 else { throw SystemCallError(call: "rename", path: path, code: errno) }
    synchronizeDirectory(of: path)
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

/// Brings the entry of `path` in its directory to disk. File systems that cannot do that are left alone.
private func synchronizeDirectory(of path: String) {
  let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
  let directory = slash.map { String(path[...$0]) } ?? "."
  let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { return }
  fsync(descriptor)
  close(descriptor)
}
