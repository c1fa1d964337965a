internal import Files

/// The file operations a run needs, their failures as `TrainingError`.
enum Files {
  /// Writes a file so that readers see the old or the new one, whole.
  static func writeAtomically(_ bytes: [UInt8], to path: String) throws(TrainingError) {
    do throws(FileError) { try AtomicFileWriter.write(bytes, to: path) } catch { throw TrainingError(error) }
  }

  /// Appends to a file, which is made where it is missing.
  static func append(_ bytes: [UInt8], to path: String) throws(TrainingError) {
    do throws(FileError) { try FileWriter.append(bytes, to: path) } catch { throw TrainingError(error) }
  }

  /// The whole of a file, or of what a pipe gives.
  static func read(_ path: String) throws(TrainingError) -> [UInt8] {
    var bytes: [UInt8] = []
    try readChunks(path) { bytes += $0 }
    return bytes
  }

  /// Calls `body` with the file's bytes, piece by piece.
  static func readChunks(_ path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws(TrainingError) {
    do throws(FileError) { try FileReader.readChunks(path, body) } catch { throw TrainingError(error) }
  }

  /// Makes a directory and those above it; one that is there is fine.
  static func makeDirectory(_ path: String) throws(TrainingError) {
    do throws(FileError) { try Directory.make(path) } catch { throw TrainingError(error) }
  }

  /// Makes a directory that `fill` fills under a temporary name, or leaves what was there where that fails.
  static func stage(_ path: String, fill: (String) throws(TrainingError) -> Void) throws(TrainingError) {
    let staged = try staged(path)
    do throws(TrainingError) {
      try fill(staged.path)
      do throws(FileError) { try staged.commit() } catch { throw TrainingError(error) }
    } catch {
      staged.discard()
      throw error
    }
  }

  /// Removes a directory so that at no instant a part of it stands under its name: it loses the name first.
  static func retireDirectory(_ path: String) throws(TrainingError) {
    let grave = try staged(path)
    defer { grave.discard() }
    do throws(FileError) { try Directory.move(path, to: grave.path) } catch { throw TrainingError(error) }
  }

  private static func staged(_ path: String) throws(TrainingError) -> StagedDirectory {
    do throws(FileError) { return try StagedDirectory(for: path) } catch { throw TrainingError(error) }
  }

  /// Removes a directory and what is in it, as `Directory.remove`.
  static func removeDirectory(_ path: String) throws(TrainingError) {
    do throws(FileError) { try Directory.remove(path) } catch { throw TrainingError(error) }
  }

  /// The names in a directory, sorted; none where there is no such directory.
  static func names(in path: String) -> [String] { Directory.names(in: path) }

  /// Whether there is a file or directory of that name.
  static func exists(_ path: String) -> Bool { FileKind(path: path) != .missing }

  /// The path with every symbolic link resolved; nil where nothing is there.
  static func realPath(_ path: String) -> String? { Directory.realPath(path) }

  /// The path's last component.
  static func name(of path: String) -> String { Path.name(of: path) }
}

extension TrainingError {
  init(_ error: FileError) { self = .file(path: error.path, reason: "\(error.problem)") }
}
