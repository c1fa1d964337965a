/// A place in a text: a line, counted from 0, and a column in the units of some `TextEncoding`.
package struct TextPosition: Sendable, Hashable {
  package var line: Int
  package var character: Int

  package init(line: Int, character: Int) {
    self.line = line
    self.character = character
  }
}

extension DocumentText {
  /// The byte that a position means.
  ///
  /// Every position means one: a column past the end of its line is that end (before the `\n`, `\r\n` or `\r`), a
  /// line past the last is the end of the text, a negative number is 0, and a column inside a character (half of a
  /// surrogate pair, a continuation byte) is that character's beginning.
  package func offset(of position: TextPosition, in encoding: TextEncoding) -> Int {
    guard position.line >= 0 else { return 0 }
    guard position.line <= lineEnds else { return byteCount }
    let start = lineStart(position.line)
    guard start < byteCount, position.character > 0 else { return start }
    return walk(from: start, units: position.character, in: encoding)
  }

  /// The bytes between two positions; a pair in the wrong order is put right.
  package func range(from start: TextPosition, to end: TextPosition, in encoding: TextEncoding) -> Range<Int> {
    let lower = offset(of: start, in: encoding)
    let upper = offset(of: end, in: encoding)
    return min(lower, upper)..<max(lower, upper)
  }

  /// The position of a byte. An offset outside the text is brought to its nearest end, one inside a character or
  /// between `\r` and `\n` to the beginning of those.
  package func position(of offset: Int, in encoding: TextEncoding) -> TextPosition {
    guard !chunks.isEmpty else { return TextPosition(line: 0, character: 0) }
    let offset = lineEndBoundary(notAfter: scalarBoundary(notAfter: offset))
    let (last, lastStart) = chunkIndex(containing: offset)
    let line = chunks[..<last].reduce(0) { $0 + $1.metrics.lineEnds } + metrics(last, 0..<(offset - lastStart)).lineEnds
    let start = lineStart(line)
    return TextPosition(line: line, character: units(in: start..<offset, encoding))
  }

  /// The position behind a line's last character, before the `\n`, `\r\n` or `\r` that ends it.
  package func endOfLine(_ line: Int, in encoding: TextEncoding) -> TextPosition {
    position(of: offset(of: TextPosition(line: line, character: .max), in: encoding), in: encoding)
  }

  /// The first byte of a line in `0..<lineCount`.
  package func lineStart(_ line: Int) -> Int {
    var remaining = line
    var start = 0
    for chunk in chunks where remaining > 0 {
      if remaining <= chunk.metrics.lineEnds { return start + Self.endOfLine(remaining, in: chunk.bytes) }
      remaining -= chunk.metrics.lineEnds
      start += chunk.bytes.count
    }
    return remaining > 0 ? byteCount : 0
  }

  /// The place after the `number`th (from 1) end of line of a piece.
  private static func endOfLine(_ number: Int, in bytes: [UInt8]) -> Int {
    var remaining = number
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else { continue }
      if byte == UInt8(ascii: "\r"), index < bytes.count, bytes[index] == UInt8(ascii: "\n") { index += 1 }
      remaining -= 1
      if remaining == 0 { return index }
    }
    return bytes.count
  }

  /// Goes `units` to the right of `start`, at most to the end of its line.
  private func walk(from start: Int, units: Int, in encoding: TextEncoding) -> Int {
    var (index, chunkStart) = chunkIndex(containing: start)
    var local = start - chunkStart
    var remaining = units
    while index < chunks.count {
      let chunk = chunks[index]
      let length = chunk.metrics.units(encoding)
      if local > 0 || chunk.metrics.lineEnds > 0 || length > remaining {
        let step = Self.walk(chunk.bytes, from: local, units: &remaining, in: encoding)
        if step.stopped { return chunkStart + step.offset }
      } else {
        remaining -= length
      }
      chunkStart += chunk.bytes.count
      index += 1
      local = 0
    }
    return byteCount
  }

  /// The same inside one piece: where it came to, and whether that is the end of the way.
  private static func walk(
    _ bytes: [UInt8], from start: Int, units remaining: inout Int, in encoding: TextEncoding
  ) -> (offset: Int, stopped: Bool) {
    var index = start
    while index < bytes.count {
      let lead = bytes[index]
      if lead == UInt8(ascii: "\n") || lead == UInt8(ascii: "\r") { return (index, true) }
      var next = index + 1
      while next < bytes.count, bytes[next] & 0xC0 == 0x80 { next += 1 }
      let units = encoding.units(lead: lead, width: next - index)
      if units > remaining { return (index, true) }
      remaining -= units
      index = next
    }
    return (index, false)
  }

  /// The units of a range of bytes.
  private func units(in range: Range<Int>, _ encoding: TextEncoding) -> Int {
    guard !range.isEmpty else { return 0 }
    var total = 0
    var (index, start) = chunkIndex(containing: range.lowerBound)
    while index < chunks.count, start < range.upperBound {
      let whole = start..<(start + chunks[index].bytes.count)
      let part = range.clamped(to: whole)
      let counted =
        part == whole
        ? chunks[index].metrics : metrics(index, (part.lowerBound - start)..<(part.upperBound - start))
      total += counted.units(encoding)
      start = whole.upperBound
      index += 1
    }
    return total
  }

  private func metrics(_ index: Int, _ range: Range<Int>) -> TextMetrics {
    chunks[index].bytes.withUnsafeBufferPointer { TextMetrics(counting: UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// `offset`, or the place before the `\r` where it lies between `\r` and `\n`.
  private func lineEndBoundary(notAfter offset: Int) -> Int {
    guard offset > 0, offset < byteCount else { return offset }
    let pair = bytes(in: (offset - 1)..<(offset + 1))
    return pair == [UInt8(ascii: "\r"), UInt8(ascii: "\n")] ? offset - 1 : offset
  }
}
