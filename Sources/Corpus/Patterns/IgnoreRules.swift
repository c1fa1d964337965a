/// The ignore files of a folder and of those above it, while a walk is in that folder.
///
/// A `.ignore` file outweighs every `.gitignore`, the deeper file outweighs the higher one, and `.git/info/exclude`
/// comes last. A repository begins anew: what lies above its root says nothing about `.gitignore` in it.
struct IgnoreRules {
  private struct Level {
    /// How many bytes of a path belong to the folders above.
    let offset: Int
    let ignore: IgnoreFile?
    let gitignore: IgnoreFile?
    let exclude: IgnoreFile?
    let isRepository: Bool
  }

  private var levels: [Level] = []

  /// Enters a folder, whose files' paths have their part relative to it from `offset` on.
  mutating func push(
    offset: Int, ignore: [UInt8]?, gitignore: [UInt8]?, exclude: [UInt8]?, isRepository: Bool
  ) {
    levels.append(
      Level(
        offset: offset, ignore: ignore.map(IgnoreFile.init), gitignore: gitignore.map(IgnoreFile.init),
        exclude: exclude.map(IgnoreFile.init), isRepository: isRepository))
  }

  /// Leaves the folder entered last.
  mutating func pop() { levels.removeLast() }

  /// Whether the file or folder is ignored; those above it are not.
  func ignores(_ path: [UInt8], name: Int, isDirectory: Bool) -> Bool {
    for level in levels.reversed() {
      if let decision = level.ignore?.decision(path[level.offset...], name: name, isDirectory: isDirectory) {
        return decision
      }
    }
    for level in levels.reversed() {
      for file in [level.gitignore, level.exclude] {
        if let decision = file?.decision(path[level.offset...], name: name, isDirectory: isDirectory) {
          return decision
        }
      }
      if level.isRepository { break }
    }
    return false
  }
}
