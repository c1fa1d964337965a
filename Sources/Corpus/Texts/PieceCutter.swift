/// Cuts long texts at the ends of lines.
enum PieceCutter {
  /// The pieces of a text, each of at most `maximum` Unicode scalars; a line that is longer is cut too. Pieces of
  /// nothing but white space are left out.
  static func pieces(of text: [UInt8], maximum: Int) -> [ArraySlice<UInt8>] {
    precondition(maximum > 0)
    if text.count <= maximum { return [text[...]] }
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    var lastLineEnd = 0
    var scalars = 0
    var scalarsSinceLineEnd = 0
    for index in text.indices {
      if text[index] & 0xC0 != 0x80 {
        if scalars == maximum {
          let end = lastLineEnd > start ? lastLineEnd : index
          pieces.append(text[start..<end])
          scalars = end == index ? 0 : scalarsSinceLineEnd
          start = end
        }
        scalars += 1
        scalarsSinceLineEnd += 1
      }
      if text[index] == 0x0A {
        lastLineEnd = index + 1
        scalarsSinceLineEnd = 0
      }
    }
    pieces.append(text[start...])
    return pieces.filter { !$0.allSatisfy(isWhitespace) }
  }
}
