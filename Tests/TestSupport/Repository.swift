/// Where things lie in the repository, found from this file's own path, so that tests run from any directory.
package enum Repository {
  /// The repository's root, without a slash at its end.
  package static let root: String = ancestor(of: #filePath, levels: 3)

  /// The path of a fixture: `Repository.fixture("safetensors/small.safetensors")`.
  package static func fixture(_ name: String) -> String { "\(root)/Fixtures/\(name)" }

  private static func ancestor(of path: String, levels: Int) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast(levels).joined(separator: "/")
  }
}
