#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file operation of a test that failed.
package struct TestFileError: Error, CustomStringConvertible {
  /// The file.
  package let path: String
  /// `errno`.
  package let code: Int32

  package var description: String { "\(path): error \(code)" }
}

/// All bytes of the file at `path`.
package func readFile(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "rb") else { throw TestFileError(path: path, code: errno) }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&chunk, 1, chunk.count, file)
    guard count > 0 else { break }
    bytes.append(contentsOf: chunk.prefix(count))
  }
  guard ferror(file) == 0 else { throw TestFileError(path: path, code: errno) }
  return bytes
}

/// All text of the UTF-8 file at `path`.
package func readText(_ path: String) throws -> String {
  String(decoding: try readFile(path), as: UTF8.self)
}

/// Makes or replaces the file at `path`.
package func writeFile(_ bytes: [UInt8], to path: String) throws {
  guard let file = fopen(path, "wb") else { throw TestFileError(path: path, code: errno) }
  defer { fclose(file) }
  guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw TestFileError(path: path, code: errno) }
}

/// The names in the directory at `path`, sorted, without `.` and `..`.
package func directoryEntries(_ path: String) throws -> [String] {
  guard let directory = opendir(path) else { throw TestFileError(path: path, code: errno) }
  defer { closedir(directory) }
  var names: [String] = []
  while let entry = readdir(directory) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
        String(cString: $0)
      }
    }
    if name != "." && name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// Whether `path` is a directory itself, not a link to one.
package func isDirectory(_ path: String) -> Bool {
  var status = stat()
  return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

/// Removes the file or the directory at `path` with all it holds; symbolic links are not followed.
package func removeTree(_ path: String) {
  if isDirectory(path) {
    for name in (try? directoryEntries(path)) ?? [] { removeTree("\(path)/\(name)") }
    rmdir(path)
  } else {
    unlink(path)
  }
}

/// All files below `directory`, as paths relative to it, sorted.
package func filesRecursively(in directory: String) throws -> [String] {
  var files: [String] = []
  for name in try directoryEntries(directory) {
    let path = "\(directory)/\(name)"
    if isDirectory(path) {
      files += try filesRecursively(in: path).map { "\(name)/\($0)" }
    } else {
      files.append(name)
    }
  }
  return files
}
