/// Reads the `#!` line of a script.
enum Shebang {
  /// The interpreter's name, without its directory: `python3` for `#!/usr/bin/env -S LANG=C python3 -u`; nil where
  /// `line` is no such line.
  private static func interpreter(of line: Substring) -> String? {
    guard line.hasPrefix("#!") else { return nil }
    let words = line.dropFirst(2).split(whereSeparator: \.isWhitespace)[...]
    guard let first = words.first.map(baseName) else { return nil }
    return first == "env" ? program(words.dropFirst()) : first
  }

  /// Who reads a text that begins with these lines: what a shell script hands itself over to, then the interpreter of its
  /// `#!` line; none where it has no such line.
  static func interpreters(of head: String) -> [String] {
    let lines = head.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let first = lines.first, let own = interpreter(of: first) else { return [] }
    return [shells.contains(own) ? successor(first, lines) : nil, own].compactMap(\.self)
  }

  /// What a shell script hands itself over to, as Tcl's and Scheme's do for want of a path to their interpreter:
  /// `tclsh` for `exec tclsh "$0" ${1+"$@"}`. Nil for other scripts, those that start another program among them.
  ///
  /// It is looked for in the first five lines but comments, in the manner of Linguist (`lib/linguist/shebang.rb`), in the
  /// first line below the comments, and in a command of the `#!` line itself (`#!/usr/bin/env -S sh -c "exec awk -f ${_}"`).
  private static func successor(_ first: Substring, _ lines: [Substring]) -> String? {
    if first.contains(" -c "), let program = executed(first) { return program }
    let statements = lines.enumerated().dropFirst().filter { isStatement($0.element) }
    let looked = statements.prefix { $0.offset < 5 } + statements.prefix(1)
    return looked.lazy.compactMap { executed($0.element) }.first
  }

  private static let shells: Set<String> = ["sh", "bash", "dash", "ash", "ksh", "zsh"]
  /// What a script calls itself by: `${_}` is the `#!` line's.
  private static let ownNames: Set<Substring> = ["$0", "${0}", "${_}"]
  private static let optionsWithArgument: Set<Substring> = ["-a", "-u"]

  private static func isStatement(_ line: Substring) -> Bool {
    line.first { !$0.isWhitespace }.map { $0 != "#" } ?? false
  }

  /// The program that a line of the shell replaces it with, if that is given the script itself.
  private static func executed(_ line: Substring) -> String? {
    let words = line.split(whereSeparator: \.isWhitespace).map(unquoted)
    guard let exec = words.firstIndex(of: "exec"), words[exec...].contains(where: ownNames.contains) else { return nil }
    return program(words[(exec + 1)...])
  }

  /// The program that `exec` or `env` starts with these words, which may be options and assignments first.
  private static func program(_ words: ArraySlice<Substring>) -> String? {
    var rest = words
    while let word = rest.popFirst() {
      if optionsWithArgument.contains(word) { _ = rest.popFirst() }
      if baseName(word) != "env", !word.hasPrefix("-"), !word.contains("=") { return baseName(word) }
    }
    return nil
  }

  private static func unquoted(_ word: Substring) -> Substring {
    let marks = "\"';:|"
    guard let first = word.firstIndex(where: { !marks.contains($0) }),
      let last = word.lastIndex(where: { !marks.contains($0) })
    else { return "" }
    return word[first...last]
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
