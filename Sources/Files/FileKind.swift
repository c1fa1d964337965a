#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What stands at a path, symbolic links followed.
package enum FileKind: Sendable, Equatable {
  /// Nothing, a regular file, a directory, or something else (a pipe, a device).
  case missing, file, directory, other

  /// Looks at `path`.
  package init(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      self = .missing
      return
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .directory
    default: self = .other
    }
  }
}
