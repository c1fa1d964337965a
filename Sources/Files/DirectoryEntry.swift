#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One name in a directory, as the system keeps it.
package struct DirectoryEntry: Sendable {
  /// What it is, symbolic links not followed.
  package enum Kind: Sendable, Equatable {
    case file, directory, symbolicLink
    /// A pipe, a socket, a device.
    case other
  }

  /// The name's bytes, which need not be UTF-8.
  package let name: [UInt8]
  /// What it is.
  package let kind: Kind

  /// Makes one of its parts.
  package init(name: [UInt8], kind: Kind) {
    self.name = name
    self.kind = kind
  }
}

/// What a directory is, whatever path leads to it.
package struct FileIdentity: Sendable, Hashable {
  private let device: UInt64
  private let inode: UInt64

  /// What stands at `path`, symbolic links followed; nil where nothing does.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
  }
}

extension Directory {
  /// What is in the directory at `path`, sorted by the names' bytes; no more than the first `limit` that the system tells.
  package static func entries(in path: String, limit: Int = .max) throws(FileError) -> [DirectoryEntry] {
    guard let directory = opendir(path) else { throw FileError(call: "opendir", path: path) }
    defer { closedir(directory) }
    var entries: [DirectoryEntry] = []
    errno = 0
    while entries.count < limit, let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] {
        entries.append(DirectoryEntry(name: name, kind: kind(entry.pointee.d_type, name, dirfd(directory))))
      }
      errno = 0
    }
    guard errno == 0 else { throw FileError(call: "readdir", path: path) }
    return entries.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// The kind by `d_type`; where the file system does not say it there, the system is asked.
  private static func kind(_ type: UInt8, _ name: [UInt8], _ directory: Int32) -> DirectoryEntry.Kind {
    switch Int(type) {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .directory
    case Int(DT_LNK): return .symbolicLink
    case Int(DT_UNKNOWN): break
    default: return .other
    }
    var status = stat()
    let cName = name.map { CChar(bitPattern: $0) } + [0]
    guard fstatat(directory, cName, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    case S_IFLNK: return .symbolicLink
    default: return .other
    }
  }

  /// The path with every symbolic link resolved; nil where nothing stands there.
  package static func realPath(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }
}
