/// A `.gitignore`, `.ignore` or `info/exclude` file.
struct IgnoreFile: Sendable {
  private let patterns: [PathPattern]

  /// Whether it says nothing.
  var isEmpty: Bool { patterns.isEmpty }

  /// Reads one; there is nothing in it that could be wrong, only lines that match nothing.
  init(_ bytes: [UInt8]) {
    patterns = patternLines(bytes).compactMap { line in
      guard line.first != UInt8(ascii: "#") else { return nil }
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      // What follows a NUL git does not see.
      let visible = line.prefix { $0 != 0 }
      return PathPattern(Array(Self.withoutTrailingSpaces(visible)))
    }
  }

  /// Spaces at the end do not count, unless they are escaped.
  private static func withoutTrailingSpaces(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var end = line.startIndex
    var index = line.startIndex
    while index < line.endIndex {
      if line[index] == UInt8(ascii: "\\") {
        index = min(index + 2, line.endIndex)
        end = index
      } else {
        if line[index] != UInt8(ascii: " ") { end = index + 1 }
        index += 1
      }
    }
    return line[..<end]
  }

  /// Whether it ignores (true) or takes back (false) a path relative to its folder; nil where it says nothing. The last
  /// pattern that matches decides.
  func decision(_ path: ArraySlice<UInt8>, name: Int, isDirectory: Bool) -> Bool? {
    patterns.last { $0.matches(path, name: name, isDirectory: isDirectory) }.map { !$0.isNegated }
  }
}
