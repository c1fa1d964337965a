internal import Files

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What changes which model answers. Each change is made under a lock, which is held for an instant.
extension ModelVersions {
  /// Takes the finished model directory at `path` over: it is moved in, brought to disk, and answers.
  ///
  /// - Parameters:
  ///   - path: the directory; it is gone from there afterwards.
  ///   - expected: what the pointer must still be, where the new model was compared with that.
  /// - Returns: the version that it is now.
  /// - Throws: `ModelStoreError`; the model that answered answers still.
  package func promote(
    _ path: String, inPlaceOf expected: ModelPointer? = nil
  ) throws(ModelStoreError) -> ModelVersion {
    try requireModel(path)
    return try changing { () throws(ModelStoreError) in
      if let expected, pointer != expected { throw .changed(pointer: pointerPath) }
      try keepDirectory()
      let version = try take(path, moves: true)
      try point(to: "\(Self.folder)/\(version.id)")
      prune()
      return version
    }
  }

  /// Makes a version answer by its name, or a model directory by its path, of which a copy is kept.
  package func use(_ name: String) throws(ModelStoreError) -> ModelVersion {
    // What cannot be used leaves nothing behind, not even an empty folder.
    if ownVersion(name) == nil { _ = try modelDirectory(name) }
    return try changing { () throws(ModelStoreError) in
      try keepDirectory()
      let version: ModelVersion
      if let own = ownVersion(name) {
        version = own
      } else {
        version = try take(try modelDirectory(name), moves: false)
      }
      try point(to: "\(Self.folder)/\(version.id)")
      prune()
      return version
    }
  }

  /// Goes back to what answered before the present version came.
  ///
  /// - Returns: the version that answers now; nil where none of this place does.
  /// - Throws: `ModelStoreError.nothingBefore` where none of this place answers.
  package func rollback() throws(ModelStoreError) -> ModelVersion? {
    // Nothing is made where nothing is.
    if pointer == .none { throw .nothingBefore(pointer: pointerPath) }
    return try changing { () throws(ModelStoreError) in
      try keepDirectory()
      switch pointer {
      case .none, .other, .directory: throw .nothingBefore(pointer: pointerPath)
      case .version(let id):
        if let destination = predecessor(of: id) {
          try point(to: destination)
        } else {
          try asStoreError { () throws(FileError) in try SymbolicLink.remove(pointerPath) }
        }
      case .elsewhere: try asStoreError { () throws(FileError) in try SymbolicLink.remove(pointerPath) }
      }
      return answering
    }
  }

  /// What the pointer led to before that version came; where that is gone, the newest version that is older.
  private func predecessor(of id: String) -> String? {
    let present = version(id)
    guard let previous = present.previous else { return nil }
    if isModel(previous.hasPrefix("/") ? previous : "\(directory)/\(previous)") { return previous }
    let versions = all
    guard let place = versions.firstIndex(where: { $0.id == id }), place > 0 else { return nil }
    return "\(Self.folder)/\(versions[place - 1].id)"
  }

  // MARK: Steps

  /// Moves or copies a model directory in under a name of its own.
  private func take(_ path: String, moves: Bool) throws(ModelStoreError) -> ModelVersion {
    let id = freeID()
    let record = VersionRecord(date: seconds, previous: destination)
    let target = "\(versionsPath)/\(id)"
    try asStoreError { () throws(FileError) in
      if moves, try move(path, to: target, record) { return }
      let staged = try StagedDirectory(for: target)
      do throws(FileError) {
        try Directory.copyContents(of: path, to: staged.path)
        try record.write(into: staged.path)
        try staged.commit()
      } catch {
        staged.discard()
        throw error
      }
      if moves { try? Directory.remove(path) }
    }
    return version(id)
  }

  /// False where the directory lies on another file system.
  private func move(_ path: String, to target: String, _ record: VersionRecord) throws(FileError) -> Bool {
    try record.write(into: path)
    try Directory.synchronizeContents(path)
    do throws(FileError) {
      try Directory.move(path, to: target)
      return true
    } catch {
      guard case .system(_, EXDEV) = error.problem else { throw error }
      return false
    }
  }

  /// What the pointer says, as a link has it; nil where there is none.
  private var destination: String? { SymbolicLink.destination(of: pointerPath) }

  /// A directory that somebody put in the pointer's place becomes a version, and the pointer leads to that.
  private func keepDirectory() throws(ModelStoreError) {
    switch pointer {
    case .directory where isModel(pointerPath):
      let version = try take(pointerPath, moves: false)
      try asStoreError { () throws(FileError) in
        try SymbolicLink.replaceDirectory(pointerPath, destination: "\(Self.folder)/\(version.id)")
      }
    case .directory:
      throw .notAModel(
        path: pointerPath, problem: "is a directory without a config.json, which is left alone; move it away")
    case .other: throw .notAModel(path: pointerPath, problem: "is no model directory and is left alone; move it away")
    case .none, .version, .elsewhere: break
    }
  }

  private func point(to destination: String) throws(ModelStoreError) {
    try asStoreError { () throws(FileError) in try SymbolicLink.replace(pointerPath, destination: destination) }
  }

  /// Removes the oldest versions, but never the one that answers nor the one that it goes back to.
  private func prune() {
    let answering = self.answering?.id
    let kept = Set([answering.map { "\(Self.folder)/\($0)" }, answering.flatMap(predecessor)].compactMap { $0 })
    for version in all.dropLast(Self.limit) where !kept.contains("\(Self.folder)/\(version.id)") {
      // It loses its name first, so that at no instant a part of it stands there.
      guard let grave = try? StagedDirectory(for: version.path) else { continue }
      try? Directory.move(version.path, to: grave.path)
      grave.discard()
    }
  }

  // MARK: The lock

  private func changing<Value>(
    _ body: () throws(ModelStoreError) -> Value
  ) throws(ModelStoreError) -> Value {
    try makeDirectory()
    try asStoreError { () throws(FileError) in try Directory.make(versionsPath) }
    let lock = try StoreLock(path: versionsPath + "/.lock", patience: 30)
    Leftovers.remove(in: versionsPath)
    Leftovers.remove(in: directory, of: "model")
    defer { withExtendedLifetime(lock) {} }
    return try body()
  }
}
