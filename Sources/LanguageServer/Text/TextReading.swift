extension DocumentText {
  /// A copy of some of the bytes. A range that is not inside the text is cut down to it.
  package func bytes(in range: Range<Int>) -> [UInt8] {
    let range = range.clamped(to: 0..<byteCount)
    guard !range.isEmpty else { return [] }
    var result: [UInt8] = []
    result.reserveCapacity(range.count)
    var (index, start) = chunkIndex(containing: range.lowerBound)
    while start < range.upperBound {
      let chunk = chunks[index].bytes
      let part = range.clamped(to: start..<(start + chunk.count))
      result.append(contentsOf: chunk[(part.lowerBound - start)..<(part.upperBound - start)])
      start += chunk.count
      index += 1
    }
    return result
  }

  /// A copy of all bytes.
  package var bytes: [UInt8] { bytes(in: 0..<byteCount) }

  /// The text as a string; bytes that are not UTF-8 become replacement characters.
  package var string: String { String(decoding: bytes, as: UTF8.self) }

  /// What a detector reads of the text: all of it, or, if it is long, its head, its middle and its tail, each of
  /// `sliceLength` bytes, one after the other. Its cost does not depend on the text's length.
  package func sample(sliceLength: Int = DocumentText.sampleSliceLength) -> [UInt8] {
    sampleRanges(sliceLength: sliceLength).flatMap { bytes(in: $0) }
  }

  /// The bytes that a sample is made of, in its order.
  private func sampleRanges(sliceLength: Int) -> [Range<Int>] {
    guard byteCount > 3 * sliceLength else { return [0..<byteCount] }
    let middle = (byteCount - sliceLength) / 2
    return [0..<sliceLength, middle..<(middle + sliceLength), (byteCount - sliceLength)..<byteCount].map(wholeScalars)
  }

  /// The byte of the text that a byte of its sample is; the end of the text for one behind the sample's end.
  package func origin(ofSampleByte offset: Int, sliceLength: Int = DocumentText.sampleSliceLength) -> Int {
    var rest = offset
    for range in sampleRanges(sliceLength: sliceLength) {
      if rest < range.count { return range.lowerBound + rest }
      rest -= range.count
    }
    return byteCount
  }

  /// The length of one slice of a sample. A window is at most 512 tokens, and a token of source text is 3 to 4 bytes
  /// long on average, so that this is several windows.
  package static var sampleSliceLength: Int { 16 << 10 }

  /// A range without the scalars that its ends cut through.
  private func wholeScalars(_ range: Range<Int>) -> Range<Int> {
    let lower = scalarBoundary(notAfter: range.lowerBound)
    return lower..<max(lower, scalarBoundary(notAfter: range.upperBound))
  }

  /// The beginning of the scalar that `offset` lies in, in bytes; `offset` itself between two scalars.
  package func scalarBoundary(notAfter offset: Int) -> Int {
    guard offset > 0, offset < byteCount else { return min(max(0, offset), byteCount) }
    let (index, start) = chunkIndex(containing: offset)
    let chunk = chunks[index].bytes
    var local = offset - start
    while local > 0, chunk[local] & 0xC0 == 0x80 { local -= 1 }
    return start + local
  }
}
