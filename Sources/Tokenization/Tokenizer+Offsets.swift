extension Tokenizer {
  /// The tokens' ranges widened to whole characters, then trimmed as the post-processor asks.
  func offsets(of sink: EncodingSink, limit: Int, in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    guard let base = text.baseAddress else { return [] }
    var offsets = sink.ranges.prefix(limit).map { range in
      guard !range.isEmpty else { return range }
      let start = UTF8Scalar.start(of: base, at: range.lowerBound, lowerBound: 0, end: text.count)
      return start..<UTF8Scalar.end(of: base, at: range.upperBound - 1, lowerBound: 0, end: text.count)
    }
    for trimming in postProcessor.trimmings {
      for index in offsets.indices {
        let spaces =
          sink.added.contains(index)
          ? Self.spaces(UnsafeBufferPointer(rebasing: text[sink.ranges[index]]))
          : vocabulary.withText(Int(sink.ids[index]), Self.spaces)
        let isFirst = index == 0 || offsets[index].lowerBound == 0
        // A single space may be the one that was put there; where there are more, none was.
        let wasPut = spaces.leading == 1 && isFirst && trimming.addsPrefixSpace
        offsets[index] = Self.trim(
          offsets[index], leading: wasPut ? 0 : spaces.leading, trailing: spaces.trailing, base, end: text.count)
      }
    }
    return offsets
  }

  /// Takes characters off a range's ends, as many as its token has of white space: `process_offsets` of Hugging Face's
  /// ByteLevel.
  private static func trim(
    _ range: Range<Int>, leading: Int, trailing: Int, _ text: UnsafePointer<UInt8>, end: Int
  ) -> Range<Int> {
    var start = range.lowerBound
    for _ in 0..<leading where start < range.upperBound {
      start = UTF8Scalar.end(of: text, at: start, lowerBound: 0, end: end)
    }
    var stop = range.upperBound
    for _ in 0..<trailing {
      // A text shorter than the white space is left as it is.
      guard stop > 0 else { return start..<max(start, range.upperBound) }
      stop = UTF8Scalar.start(of: text, at: stop - 1, lowerBound: 0, end: end)
    }
    return start..<max(start, stop)
  }

  /// The characters of white space at the beginning and at the end of a token's text, the alphabet's space and real
  /// ones.
  private static func spaces(_ text: UnsafeBufferPointer<UInt8>) -> (leading: Int, trailing: Int) {
    guard let first = text.first, let last = text.last else { return (0, 0) }
    // Most tokens neither begin nor end with anything like white space.
    if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return (0, 0) }
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    return (count(scalars.prefix(while: isSpace)), count(scalars.reversed().prefix(while: isSpace)))
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x120 || scalar.properties.isWhitespace
  }

  private static func count(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { count, _ in count + 1 }
  }
}
