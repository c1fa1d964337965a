/// The settings at the head of a document, between `---` and `---` or `...` (YAML), or `+++` and `+++` (TOML).
enum FrontMatter {
  /// How many lines it takes, fences included; 0 where there is none, or it has no end.
  static func lineCount(_ source: UnsafeBufferPointer<UInt8>, _ lines: SourceLines) -> Int {
    guard lines.count > 2, let opening = marker(in: source[lines.content(0)], isFirst: true) else { return 0 }
    // As Pandoc has it: a rule followed by an empty line is a rule.
    guard !trimmed(source[lines.content(1)]).isEmpty else { return 0 }
    let closing = (1..<lines.count).first { line in
      guard let marker = marker(in: source[lines.content(line)], isFirst: false) else { return false }
      return marker == opening || (opening == "---" && marker == "...")
    }
    return closing.map { $0 + 1 } ?? 0
  }

  private static func marker(in line: Slice<UnsafeBufferPointer<UInt8>>, isFirst: Bool) -> String? {
    let hasMark = isFirst && line.starts(with: [0xEF, 0xBB, 0xBF])
    let text = trimmed(hasMark ? line.dropFirst(3) : line)
    return ["---", "+++", "..."].first { text.elementsEqual($0.utf8) }
  }

  /// The line without white space at its end; at its start it would be no marker.
  private static func trimmed(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Slice<UnsafeBufferPointer<UInt8>> {
    let last = line.lastIndex { $0 != 0x20 && $0 != 0x09 }
    return line[line.startIndex..<(last.map { $0 + 1 } ?? line.startIndex)]
  }
}
