#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Directories: made, listed, removed, brought to disk.
package enum Directory {
  /// Makes a directory and those above it; one that is there is fine.
  package static func make(_ path: String) throws(FileError) {
    if FileKind(path: path) == .directory { return }
    let parent = Path.parent(of: path)
    if parent != path, !parent.isEmpty { try make(parent) }
    if mkdir(path, 0o777) == 0 { return }
    let error = FileError(call: "mkdir", path: path)
    // Somebody else may have made it at the same moment; a file, or a link that leads nowhere, is in the way.
    guard FileKind(path: path) == .directory else { throw error }
  }

  /// The names in a directory, sorted; none where there is no such directory.
  package static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a directory and what is in it; one that is missing is fine. Symbolic links in it are removed and never
  /// followed; where `path` itself is one, that is an error and nothing is removed.
  package static func remove(_ path: String) throws(FileError) {
    if isOwn(path) {
      for name in names(in: path) {
        let child = path + "/" + name
        if isOwn(child) { try remove(child) } else { unlink(child) }
      }
    }
    guard rmdir(path) == 0 || errno == ENOENT else { throw FileError(call: "rmdir", path: path) }
  }

  /// Renames a file or directory over what is there, on the disk when it returns.
  package static func move(_ from: String, to path: String) throws(FileError) {
    guard rename(from, path) == 0 else { throw FileError(call: "rename", path: path) }
    synchronize(Path.parent(of: path))
  }

  /// Makes sure that a rename in the directory (empty: the working directory) outlives a power cut. File systems that
  /// cannot do that are left alone.
  package static func synchronize(_ path: String) {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Whether there is a directory of that name, and no symbolic link to one.
  private static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
