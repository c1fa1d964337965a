#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A directory that is filled under a temporary name beside its final one, then takes that name at once: a crash at any
/// instant leaves the old directory or the new one, whole.
///
/// Where the file system or the C library cannot exchange two names (`renameat2`, Linux 3.15), an old directory is
/// moved aside first: a crash between the two renames leaves nothing under the final name, the old directory as
/// `….tmp.old` and the new one as `….tmp` beside it, both whole.
package struct StagedDirectory {
  /// The final path.
  package let destination: String
  /// The temporary one.
  package let path: String

  /// Makes the temporary directory `.NAME.PID.RANDOM.tmp` in the parent of `destination`.
  package init(for destination: String) throws(FileError) {
    self.destination = StagedDirectory.withoutSlash(destination)
    let (parent, name) = StagedDirectory.split(self.destination)
    path = "\(parent).\(name).\(getpid()).\(UInt32.random(in: 0 ... .max)).tmp"
    guard mkdir(path, 0o755) == 0 else { throw FileError(call: "mkdir", path: path) }
  }

  /// Makes everything in it durable and gives it its final name; a directory that had it is removed.
  package func commit() throws(FileError) {
    try sync(path)
    if rename(path, destination) != 0 {
      guard errno == EEXIST || errno == ENOTEMPTY else { throw FileError(call: "rename", path: destination) }
      try replace()
    }
    try sync(StagedDirectory.split(destination).parent + ".")
  }

  /// Removes the temporary directory.
  package func discard() { try? Directory.remove(path) }

  /// Exchanges the two names in one step where the file system can, else in two.
  private func replace() throws(FileError) {
    if !Directory.exchange(path, destination) {
      let old = path + ".old"
      guard rename(destination, old) == 0 else { throw FileError(call: "rename", path: destination) }
      guard rename(path, destination) == 0 else {
        let error = FileError(call: "rename", path: destination)
        rename(old, destination)
        throw error
      }
      try? Directory.remove(old)
      return
    }
    try? Directory.remove(path)
  }

  private func sync(_ directory: String) throws(FileError) {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError(call: "open", path: directory) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 || errno == EINVAL else { throw FileError(call: "fsync", path: directory) }
  }

  private static func withoutSlash(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// The parent with its slash (empty for the working directory) and the last component.
  private static func split(_ path: String) -> (parent: String, name: Substring) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path[...]) }
    return (String(path[...slash]), path[path.index(after: slash)...])
  }
}
