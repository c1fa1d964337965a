/// What the tokenizer is shown of a text: the same for training, evaluation, the command line and the server, so that
/// the model never meets a difference that means nothing.
///
/// A byte order mark, blank lines at the start, blanks at the ends of lines and white space at the end are dropped, and
/// CRLF and CR become LF. A licence at the top of a file is dropped too (`LicenceHeader`). The work is bounded: of a text
/// longer than `sampledBytes` only three pieces (head, middle, tail) are looked at, so 100 MB cost what 48 KB do.
package enum SnippetText {
  /// The size of each of the three pieces that a very long text is reduced to.
  package static let pieceBytes = 16 << 10
  /// Texts up to this size are looked at whole.
  package static var sampledBytes: Int { 3 * pieceBytes }

  /// The byte ranges of a text of `count` bytes that are looked at: all of it, or head, middle and tail.
  package static func sampledRanges(count: Int) -> [Range<Int>] {
    guard count > sampledBytes else { return [0..<max(0, count)] }
    let middle = (count - pieceBytes) / 2
    return [0..<pieceBytes, middle..<middle + pieceBytes, count - pieceBytes..<count]
  }

  /// The text as the tokenizer is shown it; empty if there is nothing but white space.
  package static func prepared(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    let bytes = unified(text)
    let kept = kept(bytes)
    return kept.count == bytes.count ? bytes : Array(bytes[kept])
  }

  /// The same for an array.
  package static func prepared(_ text: [UInt8]) -> [UInt8] {
    text.withUnsafeBufferPointer { prepared($0) }
  }

  /// For each byte of the prepared text, the byte of the text that it is.
  ///
  /// Of a line only its end is dropped, so that each byte is the next of its kind.
  static func origins(_ text: [UInt8]) -> [Int] {
    let unified = text.withUnsafeBufferPointer(unified)
    var origins: [Int] = []
    for range in sampledRanges(count: text.count) {
      for index in range where origins.count < unified.count {
        let endsLine = text[index] == carriageReturn && (index + 1 == range.upperBound || text[index + 1] != lineFeed)
        if (endsLine ? lineFeed : text[index]) == unified[origins.count] { origins.append(index) }
      }
    }
    return Array(origins[kept(unified)])
  }

  /// The pieces that are looked at, one after the other, their lines ended by LF alone.
  private static func unified(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    let ranges = sampledRanges(count: text.count)
    bytes.reserveCapacity(ranges.reduce(0) { $0 + $1.count })
    for range in ranges { append(UnsafeBufferPointer(rebasing: text[range]), to: &bytes) }
    return bytes
  }

  /// Appends bytes without the blanks at the ends of their lines, which CRLF, CR and LF end alike.
  private static func append(_ piece: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    var blanks = 0
    for (index, byte) in piece.enumerated() {
      switch byte {
      case space, tab: blanks += 1
      case carriageReturn where index + 1 < piece.count && piece[index + 1] == lineFeed: continue
      case carriageReturn, lineFeed:
        bytes.removeLast(blanks)
        bytes.append(lineFeed)
        blanks = 0
        continue
      default: blanks = 0
      }
      bytes.append(byte)
    }
  }

  /// What is left without a byte order mark, blank lines at the start, a licence and white space at the end.
  private static func kept(_ bytes: [UInt8]) -> Range<Int> {
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    guard let first = bytes[start...].firstIndex(where: { !isWhiteSpace($0) }),
      let last = bytes.lastIndex(where: { !isWhiteSpace($0) })
    else { return 0..<0 }
    let lineStart = bytes[start..<first].lastIndex(of: lineFeed).map { $0 + 1 } ?? start
    return lineStart + LicenceHeader.length(bytes[lineStart...last])..<last + 1
  }

  static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let space = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }
}
