/// Cuts a stream of bytes into messages, each after a header that gives its length (LSP 3.17, "Base Protocol").
///
/// A pure state machine: bytes in, events out, no matter how the bytes are split. Header names may have any case, lines
/// may end with `\n` alone, anything that is no header is passed over, and memory is bounded whatever a header says: a
/// message beyond the limit is skipped, not held.
package struct MessageFramer: Sendable {
  /// What the stream has brought.
  package enum Event: Sendable, Equatable {
    /// A whole message, without its header.
    case message([UInt8])
    /// A message of so many bytes is skipped, since the limit is lower.
    case oversized(Int)
    /// A header without a usable `Content-Length`; whatever follows is passed over up to the next one.
    case badHeader(String)
  }

  /// How long a message may be, in bytes.
  package let maximumMessageBytes: Int

  private enum State {
    case header
    case body(remaining: Int)
    case skipping(remaining: Int)
  }

  private var state = State.header
  private var header = HeaderLines()
  private var body: [UInt8] = []

  package init(maximumMessageBytes: Int = 256 << 20) {
    self.maximumMessageBytes = maximumMessageBytes
  }

  /// Whether the stream may end here: not inside a message, nor inside a header.
  package var isAtBoundary: Bool {
    if case .header = state { return header.isEmpty }
    return false
  }

  /// How many bytes are held at the moment, for the tests.
  package var heldBytes: Int { body.capacity + header.heldBytes }

  /// Takes the next bytes of the stream.
  package mutating func receive(_ bytes: UnsafeRawBufferPointer) -> [Event] {
    var events: [Event] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      if let event = consume(&rest) { events.append(event) }
    }
    return events
  }

  /// Takes the next bytes of the stream.
  package mutating func receive(_ bytes: [UInt8]) -> [Event] {
    bytes.withUnsafeBytes { receive($0) }
  }

  /// Takes at least one byte off the front.
  private mutating func consume(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Event? {
    switch state {
    case .header: return consumeHeader(&rest)
    case .body(let remaining):
      let taken = rest.prefix(remaining)
      body += taken
      rest = rest.dropFirst(taken.count)
      return continueBody(remaining - taken.count)
    case .skipping(let remaining):
      let count = min(remaining, rest.count)
      rest = rest.dropFirst(count)
      state = count < remaining ? .skipping(remaining: remaining - count) : .header
      return nil
    }
  }

  private mutating func consumeHeader(_ rest: inout Slice<UnsafeRawBufferPointer>) -> Event? {
    guard let newline = rest.firstIndex(of: UInt8(ascii: "\n")) else {
      header.append(rest)
      rest = rest.suffix(0)
      return nil
    }
    header.append(rest[..<newline])
    rest = rest[(newline + 1)...]
    return header.endLine().flatMap { begin($0) }
  }

  private mutating func begin(_ length: HeaderLines.ContentLength) -> Event? {
    switch length {
    case .missing: return .badHeader("no Content-Length")
    case .invalid(let text): return .badHeader("Content-Length is \(text)")
    case .bytes(let count) where count > maximumMessageBytes:
      state = .skipping(remaining: count)
      return .oversized(count)
    case .bytes(let count):
      // Memory follows what arrives, not what the header promises.
      body.reserveCapacity(min(count, 1 << 16))
      return continueBody(count)
    }
  }

  private mutating func continueBody(_ remaining: Int) -> Event? {
    guard remaining == 0 else {
      state = .body(remaining: remaining)
      return nil
    }
    state = .header
    defer { body = [] }
    return .message(body)
  }
}

extension MessageFramer {
  /// A message with its header, ready to be written.
  package static func frame(_ message: [UInt8]) -> [UInt8] {
    Array("Content-Length: \(message.count)\r\n\r\n".utf8) + message
  }
}
