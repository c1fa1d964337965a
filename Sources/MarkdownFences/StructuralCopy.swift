/// A copy of a document, byte for byte as long, that has the same blocks and next to no inline markup.
///
/// cmark also parses what stands inside paragraphs, which nobody here asks for, and which hostile text makes costly.
/// So in each line, from its first letter on, where nothing can begin a block any more, the bytes that begin emphasis,
/// links and inline HTML become letters; and quotes and lists in one another beyond a depth that no person writes, each
/// of which costs memory, become text. NUL becomes another control character, since cmark would make three bytes of it.
package enum StructuralCopy {
  /// How many markers of quotes and lists a line may begin with.
  package static let maximumMarkers = 128

  /// How far into a line without letters, or one of HTML, all is kept.
  private static let keptBytes = 1024

  /// Copies.
  package static func make(_ source: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: source.count) { buffer, count in
      _ = buffer.initialize(from: source)
      count = source.count
      let bytes = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
      // A byte order mark is no letter.
      var start = source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      while start < count { start = cleanLine(bytes, start) }
    }
  }

  /// Cleans the line that starts here, and answers where the next one does.
  private static func cleanLine(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Int {
    var index = prefixEnd(bytes, start)
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return index + 1
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["): bytes[index] = UInt8(ascii: "x")
      case UInt8(ascii: "<") where !isNext(UInt8(ascii: "/"), bytes, index): bytes[index] = UInt8(ascii: "x")
      case 0: bytes[index] = 0x1A
      default: break
      }
      index += 1
    }
    return index
  }

  /// Where the part of a line ends that may decide about blocks: before its first letter, or its end, or, where it is
  /// HTML, far into it.
  private static func prefixEnd(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Int {
    var markers = 0
    for index in start..<bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return index
      case UInt8(ascii: "<"): return htmlEnd(bytes, index)
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...: return index
      case UInt8(ascii: "[") where index - start > keptBytes: bytes[index] = UInt8(ascii: "x")
      case 0: bytes[index] = 0x1A
      default: break
      }
      guard isMarker(byte, bytes, index) else { continue }
      markers += 1
      guard markers > maximumMarkers else { continue }
      if let end = ruleEnd(bytes, index) { return end }
      bytes[index] = UInt8(ascii: "x")
      return index
    }
    return bytes.count
  }

  private static func htmlEnd(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Int {
    let end = min(bytes.count, start + keptBytes)
    var index = start
    while index < end, bytes[index] != UInt8(ascii: "\n"), bytes[index] != UInt8(ascii: "\r") {
      if bytes[index] == 0 { bytes[index] = 0x1A }
      index += 1
    }
    return index
  }

  /// Whether this byte may open a quote or a list item.
  private static func isMarker(_ byte: UInt8, _ bytes: UnsafeMutableBufferPointer<UInt8>, _ index: Int) -> Bool {
    switch byte {
    case UInt8(ascii: ">"): true
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."), UInt8(ascii: ")"):
      isNext(0x20, bytes, index) || isNext(0x09, bytes, index)
    default: false
    }
  }

  private static func isNext(_ byte: UInt8, _ bytes: UnsafeMutableBufferPointer<UInt8>, _ index: Int) -> Bool {
    index + 1 < bytes.count && bytes[index + 1] == byte
  }

  /// Where the line ends, if from here on it is a rule: `- - -`.
  private static func ruleEnd(_ bytes: UnsafeMutableBufferPointer<UInt8>, _ start: Int) -> Int? {
    let byte = bytes[start]
    guard byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") else { return nil }
    for index in start..<bytes.count {
      switch bytes[index] {
      case byte, 0x20, 0x09: continue
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return index
      default: return nil
      }
    }
    return bytes.count
  }
}
