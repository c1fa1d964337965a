/// What can be done to a text's lines and blanks without changing its language. Texts are UTF-8 bytes.
package enum Layout {
  private static let newline = UInt8(ascii: "\n")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")

  /// The lines' ranges without their newlines; an empty text has one.
  package static func lines(of text: [UInt8]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for (index, byte) in text.enumerated() where byte == newline {
      result.append(start..<index)
      start = index + 1
    }
    if start < text.count || result.isEmpty { result.append(start..<text.count) }
    return result
  }

  /// How many bytes are no blanks, counted no further than `atMost`.
  static func markCount(_ text: some Sequence<UInt8>, atMost: Int) -> Int {
    var count = 0
    for byte in text where byte > space {
      count += 1
      if count >= atMost { break }
    }
    return count
  }

  /// Takes away the blanks that every line which has more than blanks begins with.
  package static func withoutCommonIndentation(_ text: [UInt8]) -> [UInt8] {
    let lines = lines(of: text)
    var common: ArraySlice<UInt8>?
    for line in lines where markCount(text[line], atMost: 1) > 0 {
      let indentation = text[line].prefix { $0 == space || $0 == tab }
      common = common.map { Self.commonPrefix($0, indentation) } ?? indentation
    }
    guard let depth = common?.count, depth > 0 else { return text }
    let stripped = lines.map { line in text[line].dropFirst(min(depth, leadingBlanks(text[line]))) }
    return Array(stripped.joined(separator: CollectionOfOne(newline)))
  }

  /// Ends the text at a random place in its last line that has something in it, not inside a character.
  static func cutLastLine(_ text: inout [UInt8], _ random: inout RandomStream) {
    guard let last = lines(of: text).last(where: { $0.count > 3 }) else { return }
    var end = last.lowerBound + 2 + random.below(last.count - 2)
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    if markCount(text[..<end], atMost: 4) >= 4 { text.removeSubrange(end...) }
  }

  /// One change of layout, drawn evenly: tabs for spaces, spaces for tabs, another width of indentation.
  ///
  /// Ends of lines and blank lines at the edges are not varied: `SnippetText.prepared` makes them all alike.
  static func noisy(_ text: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    let widths = random.happens(0.5) ? (4, 2) : (2, 4)
    let spaces = [UInt8](repeating: space, count: widths.0)
    return switch random.below(3) {
    case 0: reindented(text, from: [tab], to: spaces)
    case 1: reindented(text, from: spaces, to: [tab])
    default: reindented(text, from: spaces, to: [UInt8](repeating: space, count: widths.1))
    }
  }

  private static func leadingBlanks(_ line: ArraySlice<UInt8>) -> Int {
    line.prefix { $0 == space || $0 == tab }.count
  }

  private static func commonPrefix(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var length = 0
    for (x, y) in zip(a, b) {
      if x != y { break }
      length += 1
    }
    return a.prefix(length)
  }

  /// Exchanges each whole `from` of the lines' indentation for `to`.
  private static func reindented(_ text: [UInt8], from: [UInt8], to: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count + text.count / 4)
    for (number, line) in lines(of: text).enumerated() {
      if number > 0 { result.append(newline) }
      var rest = text[line]
      while rest.starts(with: from) {
        result += to
        rest = rest.dropFirst(from.count)
      }
      result += rest
    }
    return result
  }
}
