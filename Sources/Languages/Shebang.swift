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

  /// What a shell script hands itself over to, as Tcl's and Scheme's do for want of a path to their interpreter:
  /// `tclsh` for `exec tclsh "$0" ${1+"$@"}`. Nil for other scripts. It is looked for in the first five lines, as
  /// Linguist does (`lib/linguist/shebang.rb`), in the first one below the comments, and in a command of the `#!` line
  /// itself (`#!/usr/bin/env -S sh -c "exec awk -f $0"`).
  static func successor(in head: String) -> String? {
    let lines = head.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, interpreter(of: String(first)).map(shells.contains) == true else { return nil }
    if first.contains(" -c "), let program = executed(first) { return program }
    let statement = lines.dropFirst().first { !$0.isEmpty && !$0.hasPrefix("#") }
    let looked = lines.dropFirst().prefix(4) + [statement].compactMap(\.self)
    return looked.lazy.filter(passesItselfOn).compactMap(executed).first
  }

  private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh"]

  private static func passesItselfOn(_ line: Substring) -> Bool {
    line.contains("$0") && (line.contains("$@") || line.contains("$*"))
  }

  /// The program that a line of the shell replaces it with.
  private static func executed(_ line: Substring) -> String? {
    var words = line.split { $0.isWhitespace || "\"';:|".contains($0) }[...]
    while let word = words.popFirst(), word != "exec" {}
    return words.first { baseName($0) != "env" && !$0.hasPrefix("-") && !$0.contains("=") }.map(baseName)
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
