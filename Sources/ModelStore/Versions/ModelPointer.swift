internal import Files

/// What stands at the place where a workspace's model is looked for (`.parlance/model`).
package enum ModelPointer: Sendable, Equatable {
  /// Nothing: the next place answers.
  case none
  /// A link to one of the versions.
  case version(id: String)
  /// A link that somebody else made.
  case elsewhere(destination: String)
  /// A directory that somebody put there.
  case directory
  /// Something that is no model: a file, say.
  case other

  /// Looks at `path`, whose versions lie in the directory `versions` beside it.
  init(path: String, versions: String) {
    if let destination = SymbolicLink.destination(of: path) {
      let prefix = versions + "/"
      let name = destination.dropFirst(prefix.count)
      let isVersion = destination.hasPrefix(prefix) && ModelVersions.isName(String(name))
      self = isVersion ? .version(id: String(name)) : .elsewhere(destination: destination)
      return
    }
    switch FileKind(path: path) {
    case .missing: self = .none
    case .directory: self = .directory
    case .file, .other: self = .other
    }
  }
}
