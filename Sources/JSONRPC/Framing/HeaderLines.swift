/// The header that is being read, line by line, in bounded memory.
struct HeaderLines: Sendable {
  /// What a header says of the length of its message.
  enum ContentLength: Sendable, Equatable {
    case missing
    case invalid(String)
    case bytes(Int)
  }

  private static let name = Array("content-length:".utf8)
  /// A line that grows beyond the double of this is junk, and only its end is kept: a header may still follow in it.
  private static let keptBytes = 2048

  private var line: [UInt8] = []
  private var length = ContentLength.missing
  private var hasLines = false

  /// Whether nothing has been read since the last message.
  var isEmpty: Bool { line.isEmpty && !hasLines }

  /// How many bytes are held.
  var heldBytes: Int { line.capacity }

  /// Adds to the current line.
  mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
    line += bytes.suffix(HeaderLines.keptBytes)
    if line.count > 2 * HeaderLines.keptBytes { line.removeFirst(line.count - HeaderLines.keptBytes) }
  }

  /// Ends the current line; answers the length when it was the empty one that ends a header.
  mutating func endLine() -> ContentLength? {
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    defer { line.removeAll(keepingCapacity: true) }
    guard line.isEmpty else {
      hasLines = true
      if let value = lengthValue() { length = HeaderLines.parse(value) }
      return nil
    }
    // Empty lines before any header are no header of their own.
    guard hasLines else { return nil }
    defer {
      length = .missing
      hasLines = false
    }
    return length
  }

  /// What follows the header's name in this line. The name may stand behind junk that came without an end of line.
  private func lengthValue() -> ArraySlice<UInt8>? {
    let name = HeaderLines.name
    guard line.count >= name.count else { return nil }
    for start in stride(from: line.count - name.count, through: 0, by: -1) where line[start] | 0x20 == name[0] {
      let candidate = line[start..<start + name.count]
      // 0x20 makes letters lower-case and leaves '-' and ':' as they are.
      if candidate.elementsEqual(name, by: { $0 | 0x20 == $1 }) { return line[(start + name.count)...] }
    }
    return nil
  }

  /// The number in a header's value; one too large for `Int` is as good as endless.
  private static func parse(_ value: ArraySlice<UInt8>) -> ContentLength {
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let digits = value.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    var count = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
        return .invalid(String(decoding: value.prefix(40), as: UTF8.self))
      }
      let (tens, overflowed) = count.multipliedReportingOverflow(by: 10)
      let (sum, overflowedToo) = tens.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
      count = overflowed || overflowedToo ? .max : sum
      if count == .max { break }
    }
    return digits.isEmpty ? .invalid("empty") : .bytes(count)
  }
}
