internal import Files

/// What users call models.
extension ModelVersions {
  /// The version that a name, or a path that leads to its directory, means; nil for none of ours.
  func ownVersion(_ name: String) -> ModelVersion? {
    if Self.isName(name) { return ids.contains(name) ? version(name) : nil }
    guard let real = Directory.realPath(name), Path.parent(of: real) == Directory.realPath(versionsPath) else {
      return nil
    }
    let id = Path.name(of: real)
    return ids.contains(id) ? version(id) : nil
  }

  /// The path of a model directory of which a copy can be kept.
  func modelDirectory(_ path: String) throws(ModelStoreError) -> String {
    guard FileKind(path: path) != .missing else {
      throw .unknown(name: path, known: ids, directory: directory)
    }
    try requireModel(path)
    guard !isInside(path) else {
      throw .notAModel(path: path, problem: "holds \(directory) itself; copy the model into a directory of its own")
    }
    return path
  }

  /// Whether the models are, or would be, kept somewhere below a directory, of which no copy can be kept then.
  private func isInside(_ path: String) -> Bool {
    guard let outer = Directory.realPath(path),
      let own = Directory.realPath(directory) ?? Directory.realPath(Path.parent(of: directory))
    else { return false }
    return own == outer || own.hasPrefix(outer + "/")
  }

  func requireModel(_ path: String) throws(ModelStoreError) {
    guard FileKind(path: path) == .directory else { throw .notAModel(path: path, problem: "is no model directory") }
    guard isModel(path) else { throw .notAModel(path: path, problem: "no config.json in it") }
  }
}
