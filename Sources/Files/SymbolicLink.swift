#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Symbolic links: read, and put in place so that at any instant the old one or the new one stands there.
package enum SymbolicLink {
  /// What the link at `path` says, as it says it; nil where there is no link.
  package static func destination(of path: String) -> String? {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink(path, &buffer, buffer.count)
    return count < 0 ? nil : String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes `path` a link to `destination` (which is read from the folder of `path` where it is relative), on the disk
  /// when it returns. A link or a file that stood there is replaced; a directory never is, which is an error.
  package static func replace(_ path: String, destination: String) throws(FileError) {
    let temporary = try make(beside: path, destination: destination)
    guard rename(temporary, path) == 0 else {
      let error = FileError(call: "rename", path: path)
      unlink(temporary)
      throw error
    }
    Directory.synchronize(Path.parent(of: path))
  }

  /// Puts such a link in the place of the directory at `path`, which is removed once the link stands there.
  ///
  /// - Throws: `FileError` where the file system can't exchange two names in one step; nothing has changed then.
  package static func replaceDirectory(_ path: String, destination: String) throws(FileError) {
    let temporary = try make(beside: path, destination: destination)
    guard Directory.exchange(temporary, path) else {
      let error = FileError(call: "renameat2", path: path)
      unlink(temporary)
      throw error
    }
    Directory.synchronize(Path.parent(of: path))
    try Directory.remove(temporary)
  }

  /// Removes the link (or the file) at `path`, on the disk when it returns; what a link leads to stays.
  package static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw FileError(call: "unlink", path: path) }
    Directory.synchronize(Path.parent(of: path))
  }

  private static func make(beside path: String, destination: String) throws(FileError) -> String {
    let suffix = String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let parent = Path.parent(of: path)
    let name = ".\(Path.name(of: path)).\(getpid())-\(suffix).tmp"
    let temporary = parent.isEmpty ? name : "\(parent)/\(name)"
    guard symlink(destination, temporary) == 0 else { throw FileError(call: "symlink", path: path) }
    return temporary
  }
}
