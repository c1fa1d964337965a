internal import Files

/// The files that come with the program, found by where it was started from.
///
/// An installed program (`PREFIX/bin/parlance`) has them in `PREFIX/share/parlance`; one in the build folder has them
/// in the package's own `share/parlance`. Bundles are not used: `Bundle.module` traps where the bundle is missing.
package struct DataFiles: Sendable, Equatable {
  /// The directories to look in, in order.
  package let directories: [String]

  /// For a program whose executable stands at `executable`, an absolute path with no symbolic links in it.
  package init(executable: String?) {
    guard let executable else {
      directories = []
      return
    }
    let parents = Self.parents(of: executable)
    let installed = parents.dropFirst().first.map { "\($0)/share/parlance" }
    directories = [installed, parents.lazy.compactMap(Self.packageData).first].compactMap { $0 }
  }

  /// For the program that runs.
  package static let ofThisProgram = DataFiles(executable: Executable.path)

  /// Every path at which the file or directory `name` may stand, in order.
  package func candidates(_ name: String) -> [String] { directories.map { "\($0)/\(name)" } }

  /// The path of the file or directory `name`. Throws an error that names the places looked at where there is none.
  package func locate(_ name: String) throws(DataFileNotFound) -> String {
    let candidates = candidates(name)
    guard let found = candidates.first(where: { FileKind(path: $0) != .missing }) else {
      throw DataFileNotFound(name: name, places: candidates)
    }
    return found
  }

  /// `/a/b/c` → `/a/b`, `/a`, and the empty string for the root.
  private static func parents(of path: String) -> [String] {
    let components = path.split(separator: "/")
    return components.indices.reversed().map { end in components[..<end].map { "/\($0)" }.joined() }
  }

  /// The data directory of the package whose root is `directory`, or nil where it is no such root.
  private static func packageData(in directory: String) -> String? {
    let data = "\(directory)/share/parlance"
    let isRoot = FileKind(path: "\(directory)/Package.swift") == .file && FileKind(path: data) == .directory
    return isRoot ? data : nil
  }
}

/// A file that should have come with the program is not there.
package struct DataFileNotFound: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's name below `share/parlance`.
  package let name: String
  /// The places looked at.
  package let places: [String]

  package var description: String {
    "the program's file \(name) was not found; looked at \(places.isEmpty ? "no place" : places.joined(separator: ", "))"
  }
}
