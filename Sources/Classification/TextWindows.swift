/// Which parts of a text the model reads when it is longer than one window.
///
/// The head is read first. Only when the text holds at least `secondWindowFactor` times as many bytes as the head's
/// window took, is the tail read too, and only past `thirdWindowFactor` times the middle: a text that is slightly longer
/// than a window costs one.
///
/// Measured on the validation snippets of 1,000 characters and more (default model, 128 tokens a window): 83.0 % with
/// the head alone, 88.1 % with a second window from three times its bytes, 88.6 % from twice, no more from less.
package enum TextWindows {
  /// See above.
  package static let secondWindowFactor = 2
  /// See above.
  package static let thirdWindowFactor = 6
  /// How far a window's start is moved forward to the start of a line.
  static let lineSearch = 256

  /// Where the further windows start, after a head that took `headBytes` bytes of the text and filled its window.
  package static func starts(text: [UInt8], headBytes: Int, maximumWindows: Int) -> [Int] {
    guard headBytes > 0, maximumWindows > 1, text.count / headBytes >= secondWindowFactor else { return [] }
    let tail = lineStart(text, from: text.count - headBytes)
    guard maximumWindows > 2, text.count / headBytes >= thirdWindowFactor else { return [tail] }
    return [lineStart(text, from: (text.count - headBytes) / 2), tail]
  }

  /// The first start of a line at or after `offset`, or, without one near, the first start of a UTF-8 character.
  package static func lineStart(_ text: [UInt8], from offset: Int) -> Int {
    let end = min(text.count, offset + lineSearch)
    if let lineFeed = text[max(0, offset - 1)..<end].firstIndex(of: SnippetText.lineFeed), lineFeed + 1 < text.count {
      return lineFeed + 1
    }
    return text[offset..<end].firstIndex { $0 & 0xC0 != 0x80 } ?? offset
  }
}
