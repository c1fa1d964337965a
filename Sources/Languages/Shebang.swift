/// Reads the `#!` line of a script.
enum Shebang {
  /// The interpreter's name, without its directory: `python3` for `#!/usr/bin/env -S LANG=C python3 -u`; nil where
  /// `line` is no such line.
  static func interpreter(of line: String) -> String? {
    guard line.hasPrefix("#!") else { return nil }
    var words = line.dropFirst(2).split(whereSeparator: { $0.isWhitespace })[...]
    guard let program = words.popFirst() else { return nil }
    guard baseName(program) == "env" else { return baseName(program) }
    // `env` takes options and assignments before the program that it starts.
    return words.first { !$0.hasPrefix("-") && !$0.contains("=") }.map(baseName)
  }

  private static func baseName(_ path: Substring) -> String {
    path.split(separator: "/").last.map(String.init) ?? String(path)
  }

  /// `python3.11` → `python`: the name without digits, dots and hyphens at its end.
  static func withoutVersion(_ name: String) -> String {
    var rest = name[...]
    while let last = rest.last, last.isNumber || last == "." || last == "-" { rest.removeLast() }
    return String(rest)
  }
}
