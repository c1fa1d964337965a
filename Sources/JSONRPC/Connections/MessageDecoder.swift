package import JSON

/// Bytes in, connection events out: the framer and the parser one after the other, still without any input or output.
package struct MessageDecoder: Sendable {
  private var framer: MessageFramer
  private let limits: JSONLimits

  package init(limits: JSONLimits = .standard) {
    framer = MessageFramer(maximumMessageBytes: limits.maximumBytes)
    self.limits = limits
  }

  /// Takes the next bytes of the stream.
  ///
  /// A bad header is passed over in silence, as junk is; a message beyond the limit gets a -32600.
  package mutating func receive(_ bytes: UnsafeRawBufferPointer) -> [ConnectionEvent] {
    framer.receive(bytes).compactMap { event in
      switch event {
      case .message(let text): decode(text)
      case .oversized(let count):
        .malformed(
          MalformedMessage(
            ResponseError(.invalidRequest, "a message of \(count) bytes; at most \(limits.maximumBytes) are read")))
      case .badHeader: nil
      }
    }
  }

  /// The event to tell of when the stream ends here.
  package var end: ConnectionEnd { framer.isAtBoundary ? .clean : .insideMessage }

  private func decode(_ text: [UInt8]) -> ConnectionEvent {
    do throws(MalformedMessage) {
      return .message(try RPCMessage(parsing: text, limits: limits))
    } catch {
      return .malformed(error)
    }
  }
}
