/// A pattern of a `.gitignore` or `.gitattributes` file, for paths relative to that file's folder (gitignore(5)).
struct PathPattern: Sendable {
  /// `!pattern`: takes back what an earlier one said.
  let isNegated: Bool
  /// `pattern/`: for folders only.
  private let isForDirectories: Bool
  /// Without a slash in it, it is held against the last component alone.
  private let isForName: Bool
  private let glob: Glob

  /// Reads a pattern; nil for one that matches nothing.
  init?(_ pattern: [UInt8]) {
    var rest = pattern[...]
    isNegated = rest.first == UInt8(ascii: "!")
    if isNegated { rest = rest.dropFirst() }
    isForDirectories = rest.last == UInt8(ascii: "/")
    if isForDirectories { rest = rest.dropLast() }
    isForName = !rest.contains(UInt8(ascii: "/"))
    if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
    guard !rest.isEmpty, let glob = Glob(Array(rest), crossesSlashes: isForName) else { return nil }
    self.glob = glob
  }

  /// Whether it is about `path`, whose last component starts at `name`.
  func matches(_ path: ArraySlice<UInt8>, name: Int, isDirectory: Bool) -> Bool {
    if isForDirectories, !isDirectory { return false }
    return glob.matches(isForName ? path[name...] : path)
  }
}

/// The lines of a text, without `\n`, and without a byte order mark at its head.
func patternLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  return text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
}
