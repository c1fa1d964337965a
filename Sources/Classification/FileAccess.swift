internal import Files

/// The few file operations that reading and saving a model needs, their failures as `ModelError`.
enum FileAccess {
  /// Whether a file or directory is at `path`.
  static func exists(_ path: String) -> Bool { FileKind(path: path) != .missing }

  /// Whether a link is at `path` that leads nowhere.
  static func isBrokenLink(_ path: String) -> Bool { !exists(path) && SymbolicLink.destination(of: path) != nil }

  /// All bytes of the file at `path`.
  static func read(_ path: String) throws(ModelError) -> [UInt8] {
    do throws(FileError) { return try FileReader.read(path) } catch { throw ModelError(error) }
  }

  /// Makes the file at `path` with these bytes, on the disk when it returns.
  static func write(_ bytes: [UInt8], to path: String) throws(ModelError) {
    do throws(FileError) { try FileWriter.create(path, bytes) } catch { throw ModelError(error) }
  }

  /// Puts a file with these bytes at `path` in one step, whatever was there.
  static func replace(_ bytes: [UInt8], at path: String) throws(ModelError) {
    do throws(FileError) { try AtomicFileWriter.write(bytes, to: path) } catch { throw ModelError(error) }
  }

  /// A file with these bytes under a temporary name, which `commit` puts at `path`.
  static func prepare(_ bytes: [UInt8], at path: String) throws(ModelError) -> AtomicFileWriter {
    do throws(FileError) {
      var writer = try AtomicFileWriter(path: path)
      try writer.write(bytes)
      return writer
    } catch {
      throw ModelError(error)
    }
  }

  /// Puts a prepared file in its place.
  static func commit(_ prepared: consuming AtomicFileWriter) throws(ModelError) {
    do throws(FileError) { try prepared.commit() } catch { throw ModelError(error) }
  }

  /// A directory of a temporary name that will stand at `path`.
  static func stage(_ path: String) throws(ModelError) -> StagedDirectory {
    do throws(FileError) { return try StagedDirectory(for: path) } catch { throw ModelError(error) }
  }

  /// Gives a staged directory its name.
  static func commit(_ staged: StagedDirectory) throws(ModelError) {
    do throws(FileError) { try staged.commit() } catch { throw ModelError(error) }
  }
}

extension ModelError {
  init(_ error: FileError) { self.init(file: error.path, problem: "\(error.problem)") }
}
