#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What `AtomicFileWriter` and `StagedDirectory` leave behind where the process is killed.
package enum Leftovers {
  /// Removes them from a directory, those of the file or directory `name` alone where one is given. Only for what nobody
  /// else writes: another process's unfinished file looks no different.
  package static func remove(in directory: String, of name: String? = nil) {
    let start = name.map { ".\($0)." } ?? "."
    for name in Directory.names(in: directory) where name.hasPrefix(start) && isLeftover(name) {
      let path = directory + "/" + name
      if unlink(path) != 0 { try? Directory.remove(path) }
    }
  }

  /// `.NAME.PID-RANDOM.tmp`, `.NAME.PID.RANDOM.tmp` or `.NAME.PID.RANDOM.tmp.old`.
  static func isLeftover(_ name: String) -> Bool {
    var parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].isEmpty else { return false }
    if parts.last == "old" { parts.removeLast() }
    guard parts.popLast() == "tmp", let last = parts.popLast() else { return false }
    let pieces = last.split(separator: "-")
    if pieces.count == 2 { return isNumber(pieces[0]) }
    return isNumber(last) && parts.count >= 3 && parts.last.map(isNumber) == true
  }

  private static func isNumber(_ text: Substring) -> Bool {
    !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
  }
}
