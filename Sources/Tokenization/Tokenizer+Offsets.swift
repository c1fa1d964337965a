extension Tokenizer {
  /// The tokens' ranges widened to whole characters, then trimmed as the post-processor asks.
  func trimmed(
    _ ranges: ArraySlice<Range<Int>>, _ ids: ArraySlice<Int32>, in text: UnsafeBufferPointer<UInt8>
  ) -> [Range<Int>] {
    guard let base = text.baseAddress else { return Array(ranges) }
    var offsets = ranges.map { range in
      guard !range.isEmpty else { return range }
      let start = UTF8Scalar.start(of: base, at: range.lowerBound, lowerBound: 0, end: text.count)
      return start..<UTF8Scalar.end(of: base, at: range.upperBound - 1, lowerBound: 0, end: text.count)
    }
    for trimming in postProcessor.trimmings {
      for (index, id) in ids.enumerated() {
        offsets[index] = trim(offsets[index], of: id, isFirst: index == 0, trimming)
      }
    }
    return offsets
  }

  /// Takes the white space of a token's text off its range, as `process_offsets` of Hugging Face's ByteLevel does.
  private func trim(
    _ range: Range<Int>, of id: Int32, isFirst: Bool, _ trimming: PostProcessor.Trimming
  ) -> Range<Int> {
    var (leading, trailing) = vocabulary.withText(Int(id), Self.spaces)
    var start = range.lowerBound
    var end = range.upperBound
    if leading > 0 {
      // The space that was put before the first word is no part of the text.
      if trimming.addsPrefixSpace, isFirst || start == 0 { leading -= 1 }
      start = min(start + leading, end)
    }
    if trailing > 0, end >= trailing { end = max(end - trailing, start) }
    return start..<end
  }

  /// The bytes of white space at the beginning and at the end of a token's text, the alphabet's space and real ones.
  private static func spaces(_ text: UnsafeBufferPointer<UInt8>) -> (leading: Int, trailing: Int) {
    guard let first = text.first, let last = text.last else { return (0, 0) }
    // The alphabet's space, U+0120, is C4 A0; most tokens neither begin nor end with anything like white space.
    if first > 0x20, first < 0x80, last > 0x20, last < 0x80 { return (0, 0) }
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    return (width(scalars.prefix(while: isSpace)), width(scalars.reversed().prefix(while: isSpace)))
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0x120 || scalar.properties.isWhitespace
  }

  private static func width(_ scalars: some Sequence<Unicode.Scalar>) -> Int {
    scalars.reduce(0) { $0 + ($1.value == 0x120 ? 1 : UTF8.width($1)) }
  }
}
