/// What a run of UTF-8 bytes holds, counted once so that positions far into a text cost no second reading of it.
package struct TextMetrics: Sendable, Equatable {
  /// Ends of line: `\n`, `\r\n` (one) and `\r`.
  package var lineEnds = 0
  /// Unicode scalars, counted by their first bytes.
  package var scalars = 0
  /// UTF-16 code units: one for each scalar, one more for each scalar of four bytes.
  package var utf16Units = 0
  /// UTF-8 bytes.
  package var bytes = 0

  /// Counts `bytes`. A `\r` that ends the buffer is an end of line of its own.
  package init(counting buffer: UnsafeBufferPointer<UInt8>) {
    var continuations = 0
    var fourByteLeads = 0
    var lineFeeds = 0
    var loneReturns = 0
    for index in buffer.indices {
      let byte = buffer[index]
      continuations &+= byte & 0xC0 == 0x80 ? 1 : 0
      fourByteLeads &+= byte >= 0xF0 ? 1 : 0
      lineFeeds &+= byte == UInt8(ascii: "\n") ? 1 : 0
      if byte == UInt8(ascii: "\r"), index + 1 == buffer.count || buffer[index + 1] != UInt8(ascii: "\n") {
        loneReturns &+= 1
      }
    }
    bytes = buffer.count
    lineEnds = lineFeeds + loneReturns
    scalars = buffer.count - continuations
    utf16Units = scalars + fourByteLeads
  }

  /// The length in the units that positions of `encoding` count.
  package func units(_ encoding: TextEncoding) -> Int {
    switch encoding {
    case .utf8: bytes
    case .utf16: utf16Units
    case .utf32: scalars
    }
  }
}

/// The units that the columns of positions count.
package enum TextEncoding: Sendable, CaseIterable {
  /// Bytes of UTF-8.
  case utf8
  /// UTF-16 code units, the protocol's default.
  case utf16
  /// Unicode scalars.
  case utf32

  /// The units of the scalar that begins with `lead` and takes `width` bytes.
  func units(lead: UInt8, width: Int) -> Int {
    switch self {
    case .utf8: width
    case .utf16: lead >= 0xF0 ? 2 : 1
    case .utf32: 1
    }
  }
}

/// A piece of a document's text: never empty, and never cut inside a scalar or between `\r` and `\n`.
struct TextChunk: Sendable {
  /// How long a piece is when a text is cut up, in bytes: an edit copies about this much. The last piece of a cut may
  /// be half as long or half as long again, so that an insertion into a full piece leaves no crumb behind.
  static let targetLength = 1 << 15

  let bytes: [UInt8]
  let metrics: TextMetrics

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    metrics = bytes.withUnsafeBufferPointer { TextMetrics(counting: $0) }
  }

  /// Cuts `buffer` into pieces of about `targetLength`.
  static func cut(_ buffer: UnsafeBufferPointer<UInt8>) -> [TextChunk] {
    var chunks: [TextChunk] = []
    chunks.reserveCapacity(buffer.count / targetLength + 1)
    var start = 0
    while start < buffer.count {
      let end = cutPoint(in: buffer, from: start)
      chunks.append(TextChunk([UInt8](buffer[start..<end])))
      start = end
    }
    return chunks
  }

  /// The first place at or a few bytes before `start + targetLength` where a text may be cut.
  private static func cutPoint(in buffer: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard buffer.count - start > targetLength + targetLength / 2 else { return buffer.count }
    var end = start + targetLength
    // Four steps back leave any scalar; more continuation bytes than that are no UTF-8 and may be cut anywhere.
    for _ in 0..<4 where buffer[end] & 0xC0 == 0x80 { end -= 1 }
    if buffer[end - 1] == UInt8(ascii: "\r"), buffer[end] == UInt8(ascii: "\n") { end -= 1 }
    return end
  }
}
