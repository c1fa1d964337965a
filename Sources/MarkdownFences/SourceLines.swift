/// Where the lines of a document begin and end; they end with `\n`, `\r\n` or `\r`, as CommonMark has it.
struct SourceLines {
  private let starts: [Int]
  private let source: UnsafeBufferPointer<UInt8>

  /// How many lines there are; an end of line at the very end begins no new one.
  let count: Int

  init(_ source: UnsafeBufferPointer<UInt8>) {
    var starts = [0]
    var index = 0
    while index < source.count {
      let byte = source[index]
      index += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      if byte == UInt8(ascii: "\r"), index < source.count, source[index] == UInt8(ascii: "\n") { index += 1 }
      starts.append(index)
    }
    self.starts = starts
    self.source = source
    count = starts.last == source.count ? starts.count - 1 : starts.count
  }

  /// Where a line begins; the end of the source for every line beyond the last.
  func start(_ line: Int) -> Int { line < starts.count ? starts[line] : source.count }

  /// A line with its end; empty beyond the last.
  func full(_ line: Int) -> Range<Int> { start(line)..<start(line + 1) }

  /// A line without its end.
  func content(_ line: Int) -> Range<Int> {
    let full = full(line)
    let end = source[full].lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return full.lowerBound..<(end.map { $0 + 1 } ?? full.lowerBound)
  }
}
