/// Paths as text.
package enum Path {
  /// The path's last component; the path itself where it has none.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// What to call each of several paths beside the others: its last component, or as many of its last ones as tell it
  /// from them. The same path given twice has the same name twice.
  package static func names(tellingApart paths: [String]) -> [String] {
    let split = paths.map { $0.split(separator: "/") }
    return zip(paths, split).map { path, components in
      let others = split.filter { $0 != components }
      let count = (1...max(1, components.count)).first { count in
        !others.contains { $0.suffix(count) == components.suffix(count) }
      }
      let own = components.suffix(count ?? components.count)
      return own.isEmpty ? path : own.joined(separator: "/")
    }
  }

  /// What stands before the last component, without its slash: empty for a bare name, `/` below the root.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
