#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What concerns a directory with all that is in it.
extension Directory {
  /// How deep a directory may be that is copied or brought to disk: a link that leads back up is then an error.
  private static let greatestDepth = 32

  /// Brings the directory, its files and those of the directories in it to disk.
  package static func synchronizeContents(_ path: String, depth: Int = 0) throws(FileError) {
    for entry in try entries(in: path) {
      let child = path + "/" + String(decoding: entry.name, as: UTF8.self)
      switch entry.kind {
      case .file: try synchronizeFile(child)
      case .directory where depth < greatestDepth: try synchronizeContents(child, depth: depth + 1)
      default: break
      }
    }
    synchronize(path)
  }

  private static func synchronizeFile(_ path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(call: "open", path: path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError(call: "fsync", path: path) }
  }

  /// Copies the files of a directory, and of the directories in it, into the directory at `target`. Links are followed,
  /// so that the copy stands by itself; what is neither file nor directory is an error.
  package static func copyContents(of path: String, to target: String, depth: Int = 0) throws(FileError) {
    for entry in try entries(in: path) {
      let name = String(decoding: entry.name, as: UTF8.self)
      let (child, copy) = (path + "/" + name, target + "/" + name)
      switch FileKind(path: child) {
      case .file: try copyFile(child, to: copy)
      case .directory where depth < greatestDepth:
        try make(copy)
        try copyContents(of: child, to: copy, depth: depth + 1)
      default: throw FileError(path: child, problem: .notARegularFile)
      }
    }
  }

  private static func copyFile(_ path: String, to target: String) throws(FileError) {
    let source = try MappedFile(path: path)
    var writer = try AtomicFileWriter(path: target)
    try withExtendedLifetime(source) { () throws(FileError) in try writer.write(source.bytes) }
    try writer.commit()
  }

  /// Exchanges two names in one step; false where the file system or the C library can't.
  static func exchange(_ first: String, _ second: String) -> Bool {
    #if canImport(Darwin)
      return renamex_np(first, second, UInt32(RENAME_SWAP)) == 0
    #else
      // Looked up by name, since the C library's header shows it only under _GNU_SOURCE and older ones have none.
      guard let symbol = dlsym(nil, "renameat2") else {
        errno = ENOSYS
        return false
      }
      typealias RenameAt2 = @convention(c) (Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32) -> Int32
      let renameExchange: UInt32 = 1 << 1
      return unsafeBitCast(symbol, to: RenameAt2.self)(AT_FDCWD, first, AT_FDCWD, second, renameExchange) == 0
    #endif
  }
}
