/// The text of a document as UTF-8 bytes, cut into pieces that know how many lines and characters they hold.
///
/// A value: a copy is a snapshot that shares its pieces with the original. An edit replaces the pieces it touches
/// and copies about `TextChunk.targetLength` bytes besides the new text, however long the document is. The pieces'
/// counts are the line index: they are brought up to date with the pieces.
package struct DocumentText: Sendable {
  private(set) var chunks: [TextChunk]
  /// The length in bytes.
  package private(set) var byteCount: Int
  /// Ends of line in the whole text; there is one line more than that.
  private(set) var lineEnds: Int

  /// The number of lines; a text that ends in an end of line has an empty last line.
  package var lineCount: Int { lineEnds + 1 }

  /// How many pieces the text is in; only tests care.
  package var pieceCount: Int { chunks.count }

  /// Whether there is not one byte.
  package var isEmpty: Bool { byteCount == 0 }

  /// The text of a string.
  package init(_ string: String = "") {
    var copy = string
    self.init(chunks: copy.withUTF8 { TextChunk.cut($0) })
  }

  /// Bytes as they are; where they are not UTF-8, each byte that begins nothing counts with the scalar before it.
  package init(bytes: [UInt8]) {
    self.init(chunks: bytes.withUnsafeBufferPointer { TextChunk.cut($0) })
  }

  private init(chunks: [TextChunk]) {
    self.chunks = chunks
    byteCount = chunks.reduce(0) { $0 + $1.bytes.count }
    lineEnds = chunks.reduce(0) { $0 + $1.metrics.lineEnds }
  }

  /// Replaces a range of bytes by a string's. A range that is not inside the text is cut down to it.
  package mutating func replace(_ range: Range<Int>, with string: String) {
    var copy = string
    copy.withUTF8 { replace(range, with: $0) }
  }

  private mutating func replace(_ range: Range<Int>, with newBytes: UnsafeBufferPointer<UInt8>) {
    let range = range.clamped(to: 0..<byteCount)
    guard !chunks.isEmpty else {
      self = DocumentText(chunks: TextChunk.cut(newBytes))
      return
    }
    let first = chunkIndex(containing: range.lowerBound)
    let last = chunkIndex(containing: range.upperBound, from: first)
    let firstChunk = chunks[first.index].bytes
    let lastChunk = chunks[last.index].bytes
    var bytes: [UInt8] = []
    bytes.reserveCapacity(newBytes.count + firstChunk.count + lastChunk.count)
    bytes.append(contentsOf: firstChunk[..<(range.lowerBound - first.start)])
    bytes.append(contentsOf: newBytes)
    bytes.append(contentsOf: lastChunk[(range.upperBound - last.start)...])
    replaceChunks(first.index...last.index, with: bytes)
  }

  /// Puts `bytes` in the place of some pieces, together with the neighbours that may not stand apart from them.
  private mutating func replaceChunks(_ indices: ClosedRange<Int>, with bytes: [UInt8]) {
    var bytes = bytes
    var lower = indices.lowerBound
    var upper = indices.upperBound
    if lower > 0, bytes.isEmpty || mustJoin(chunks[lower - 1].bytes, bytes) {
      lower -= 1
      bytes = chunks[lower].bytes + bytes
    }
    if upper + 1 < chunks.count, mustJoin(bytes, chunks[upper + 1].bytes) {
      upper += 1
      bytes += chunks[upper].bytes
    }
    let old = chunks[lower...upper]
    let new = bytes.withUnsafeBufferPointer { TextChunk.cut($0) }
    byteCount += bytes.count - old.reduce(0) { $0 + $1.bytes.count }
    lineEnds += new.reduce(0) { $0 + $1.metrics.lineEnds } - old.reduce(0) { $0 + $1.metrics.lineEnds }
    chunks.replaceSubrange(lower...upper, with: new)
  }

  /// Whether two neighbours have to become one: `\r` and `\n` belong together, and pieces shall not become crumbs.
  private func mustJoin(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    if left.count + right.count < TextChunk.targetLength { return true }
    return left.last == UInt8(ascii: "\r") && right.first == UInt8(ascii: "\n")
  }

  /// The piece that holds the byte at `offset`, or ends there if it is the last, and where that piece begins.
  /// The text must not be empty, and `offset` lies in `0...byteCount`.
  func chunkIndex(containing offset: Int, from hint: (index: Int, start: Int) = (0, 0)) -> (index: Int, start: Int) {
    var (index, start) = hint
    while index + 1 < chunks.count, offset >= start + chunks[index].bytes.count {
      start += chunks[index].bytes.count
      index += 1
    }
    return (index, start)
  }
}
