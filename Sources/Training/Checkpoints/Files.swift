private import Safetensors

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The file operations a run needs; every failure is an error that names the path.
enum Files {
  /// Writes a file so that readers see the old or the new one, whole.
  static func writeAtomically(_ bytes: [UInt8], to path: String) throws(TrainingError) {
    do {
      var writer = try AtomicFileWriter(path: path)
      try writer.write(bytes)
      try writer.commit()
    } catch {
      throw .file(path: path, reason: "\(error)")
    }
  }

  /// Appends to a file, which is made where it is missing.
  static func append(_ bytes: [UInt8], to path: String) throws(TrainingError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC | O_CREAT | O_APPEND, 0o666)
    guard descriptor >= 0 else { throw .file(path: path, reason: lastError()) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .file(path: path, reason: lastError()) }
      rest = rest.dropFirst(count)
    }
  }

  /// The whole of a file.
  static func read(_ path: String) throws(TrainingError) -> [UInt8] {
    var bytes: [UInt8] = []
    try readChunks(path) { bytes += $0 }
    return bytes
  }

  /// Calls `body` with the file's bytes, piece by piece.
  static func readChunks(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(TrainingError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .file(path: path, reason: lastError()) }
    defer { close(descriptor) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = chunk.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .file(path: path, reason: lastError()) }
      if got == 0 { return }
      chunk.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
    }
  }

  /// Makes a directory and those above it; one that is there is fine.
  static func makeDirectory(_ path: String) throws(TrainingError) {
    if isDirectory(path) { return }
    let parent = parent(of: path)
    if parent != path, !parent.isEmpty { try makeDirectory(parent) }
    guard mkdir(path, 0o777) == 0 || errno == EEXIST else { throw .file(path: path, reason: lastError()) }
  }

  /// Renames a file or directory over what is there.
  static func rename(_ from: String, to path: String) throws(TrainingError) {
    guard systemRename(from, path) == 0 else { throw .file(path: path, reason: lastError()) }
    synchronize(directory: parent(of: path))
  }

  /// Removes a directory and what is in it; one that is missing is fine. Symbolic links in it are removed and never
  /// followed; where `path` itself is one, that is an error and nothing is removed.
  static func removeDirectory(_ path: String) throws(TrainingError) {
    if isOwnDirectory(path) {
      for name in names(in: path) {
        let child = path + "/" + name
        if isOwnDirectory(child) { try removeDirectory(child) } else { unlink(child) }
      }
    }
    guard rmdir(path) == 0 || errno == ENOENT else { throw .file(path: path, reason: lastError()) }
  }

  /// The names in a directory, sorted; none where there is no such directory.
  static func names(in path: String) -> [String] {
    guard let directory = opendir(path) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Whether there is a directory of that name.
  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is a directory of that name, and no symbolic link to one.
  private static func isOwnDirectory(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether there is a file or directory of that name.
  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// The path's last component.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Makes sure that a rename in the directory outlives a power cut.
  static func synchronize(directory path: String) {
    let descriptor = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func lastError() -> String { String(cString: strerror(errno)) }
}

// The system's functions under names that `Files` does not use itself.
private func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
private func systemRename(_ from: String, _ to: String) -> Int32 { rename(from, to) }
