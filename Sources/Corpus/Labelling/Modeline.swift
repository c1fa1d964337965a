internal import Languages

/// The language that a file's author wrote into it for an editor.
enum Modeline {
  /// How many lines at either end are looked at, as Vim's `modelines` has it.
  private static let lineCount = 5
  /// No longer line is looked at.
  private static let maximumLineBytes = 500

  /// The language's id; nil where no modeline names one that the registry knows.
  static func language(_ text: [UInt8]) -> String? {
    let lines = head(text) + tail(text)
    for line in lines {
      guard let name = vim(line) ?? emacs(line), let id = language(named: name) else { continue }
      return id
    }
    return localVariables(lines).flatMap(language(named:))
  }

  private static func head(_ text: [UInt8]) -> [String] {
    string(text.prefix(4096).split(separator: 0x0A, maxSplits: lineCount, omittingEmptySubsequences: false))
      .dropLast(text.count > 4096 ? 1 : 0).prefix(lineCount).map { $0 }
  }

  private static func tail(_ text: [UInt8]) -> [String] {
    string(text.suffix(2048).split(separator: 0x0A, omittingEmptySubsequences: true)).suffix(lineCount).map { $0 }
  }

  /// The lines that may be modelines, the others empty: most files have none, and looking at bytes is cheap.
  private static func string(_ lines: [ArraySlice<UInt8>]) -> [String] {
    lines.map { line in
      let mayBe = line.count <= maximumLineBytes && marks.contains { line.contains(part: $0) }
      return mayBe ? String(decoding: line, as: UTF8.self) : ""
    }
  }

  private static let marks = ["vi", "ex:", "-*-", "Local Variables:", "mode:"].map { Array($0.utf8) }

  /// `vim: set ft=python:`, `vi:syntax=c`, `# ex: filetype=sh`.
  private static func vim(_ line: String) -> String? {
    for mark in ["vim:", "vi:", "ex:", "vim<", "vim>", "vim="] {
      guard let place = line.firstRange(of: mark) else { continue }
      let before = line[..<place.lowerBound].last
      guard before == nil || before?.isWhitespace == true else { continue }
      let options = line[place.upperBound...].split { $0.isWhitespace || $0 == ":" }
      for option in options {
        let parts = option.split(separator: "=", maxSplits: 1)
        if parts.count == 2, ["ft", "filetype", "syn", "syntax"].contains(parts[0]) { return String(parts[1]) }
      }
    }
    return nil
  }

  /// `-*- mode: python; coding: utf-8 -*-`, `-*- C++ -*-`.
  private static func emacs(_ line: String) -> String? {
    guard let opening = line.firstRange(of: "-*-"), let closing = line[opening.upperBound...].firstRange(of: "-*-")
    else { return nil }
    let parts = line[opening.upperBound..<closing.lowerBound].split(separator: ";")
    for part in parts {
      let pair = part.split(separator: ":", maxSplits: 1).map { trimmed($0) }
      if pair.count == 2, pair[0].lowercased() == "mode" { return pair[1] }
    }
    guard parts.count == 1, let only = parts.first, !only.contains(":") else { return nil }
    return trimmed(only)
  }

  /// `mode: python` between `Local Variables:` and `End:` at a file's end.
  private static func localVariables(_ lines: [String]) -> String? {
    guard let start = lines.firstIndex(where: { $0.contains("Local Variables:") }) else { return nil }
    for line in lines[start...] {
      guard let place = line.firstRange(of: "mode:") else { continue }
      let name = line[place.upperBound...].drop { $0.isWhitespace }.prefix { !$0.isWhitespace }
      return name.isEmpty ? nil : String(name)
    }
    return nil
  }

  private static func language(named name: String) -> String? {
    let name = name.lowercased().replacing("-mode", with: "")
    if let id = emacsModes[name] { return id }
    return Languages.byEditorID(name)?.id ?? LabelNames.known(name)
  }

  /// Emacs's modes that are called otherwise than their languages.
  private static let emacsModes = [
    "shell-script": "shellscript", "js2": "javascript", "cperl": "perl", "fundamental": "plaintext",
    "objc": "objective-c", "nxml": "xml", "lisp": "commonlisp", "emacs-lisp": "emacs-lisp", "web": "html",
    "makefile-gmake": "makefile", "conf": "ini", "tuareg": "ocaml", "latex": "latex",
  ]

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text = text.dropLast() }
    return String(text)
  }
}
