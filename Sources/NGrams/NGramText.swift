/// The Unicode scalars that the n-grams of a text are made of.
///
/// A line feed stands before and behind, each ASCII digit is a `0`, and a byte that is no UTF-8 is a scalar of its own
/// value. Of a text of more than `longestText` bytes those scalars count that begin in its first or its last `endBytes`
/// bytes, with a line feed between them.
enum NGramText {
  /// The bytes at each end of a longer text that count.
  static let endBytes = 1500
  /// The most bytes of a text that is looked at whole.
  static let longestText = 2 * endBytes
  /// The most scalars of any text: as many as bytes, and three line feeds.
  static let mostScalars = longestText + 3

  private static let lineFeed: UInt32 = 0x0A

  /// Writes the scalars of a text to `scalars`, which has room for `mostScalars`, and where each of them begins to `offsets`,
  /// -1 for a line feed that is none of the text's. How many they are.
  @inline(__always)
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, into scalars: UnsafeMutablePointer<UInt32>,
    offsets: UnsafeMutablePointer<Int32>? = nil
  ) -> Int {
    var sink = ScalarSink(scalars: scalars, offsets: offsets)
    sink.append(lineFeed, at: -1)
    if text.count <= longestText {
      _ = append(text, startingIn: 0..<text.count, to: &sink)
    } else {
      let end = append(text, startingIn: 0..<endBytes, to: &sink)
      sink.append(lineFeed, at: -1)
      let tail = max(end, scalarStart(in: text, from: text.count - endBytes))
      _ = append(text, startingIn: tail..<text.count, to: &sink)
    }
    sink.append(lineFeed, at: -1)
    return sink.count
  }

  /// Appends the scalars that begin in `range`. Where the last one ends.
  @inline(__always)
  private static func append(
    _ text: UnsafeBufferPointer<UInt8>, startingIn range: Range<Int>, to sink: inout ScalarSink
  ) -> Int {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let byte = text[offset]
      if byte < 0x80 {
        sink.append(byte &- 0x30 < 10 ? 0x30 : UInt32(byte), at: offset)
        offset &+= 1
      } else {
        let scalar = scalar(in: text, at: offset)
        sink.append(scalar.value, at: offset)
        offset &+= scalar.byteCount
      }
    }
    return offset
  }

  /// The scalar that begins at `offset`; where there is none, the byte.
  private static func scalar(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (value: UInt32, byteCount: Int) {
    var bytes = UnsafeBufferPointer(rebasing: text[offset..<min(offset + 4, text.count)]).makeIterator()
    var parser = Unicode.UTF8.ForwardParser()
    guard case .valid(let encoded) = parser.parseScalar(from: &bytes) else { return (UInt32(text[offset]), 1) }
    return (Unicode.UTF8.decode(encoded).value, encoded.count)
  }

  /// The first place from `offset` on that is not inside a scalar.
  private static func scalarStart(in text: UnsafeBufferPointer<UInt8>, from offset: Int) -> Int {
    for start in max(0, offset - 3)..<offset {
      let end = start + scalar(in: text, at: start).byteCount
      if end > offset { return end }
    }
    return offset
  }
}

/// Where scalars are written one after the other.
private struct ScalarSink {
  let scalars: UnsafeMutablePointer<UInt32>
  let offsets: UnsafeMutablePointer<Int32>?
  var count = 0

  @inline(__always)
  mutating func append(_ scalar: UInt32, at offset: Int) {
    scalars[count] = scalar
    offsets?[count] = Int32(truncatingIfNeeded: offset)
    count &+= 1
  }
}
