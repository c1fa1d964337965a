import Synchronization

/// A connection without a process on its other side, for tests: they put in what the client says, and read what was
/// sent to it.
package final class InMemoryConnection: Connection {
  private struct State {
    var handler: (@Sendable (ConnectionEvent) -> Void)?
    var early: [ConnectionEvent] = []
    var sent: [RPCMessage] = []
    var hasEnded = false
  }

  private let state = Mutex(State())
  private let decoder = Mutex(MessageDecoder())
  private let outgoing: AsyncStream<RPCMessage>.Continuation

  /// Everything that is sent, as it is sent; it ends with the connection. One reader only.
  package let messages: AsyncStream<RPCMessage>

  package init() {
    (messages, outgoing) = AsyncStream.makeStream(of: RPCMessage.self)
  }

  /// Everything that was sent so far.
  package var sent: [RPCMessage] { state.withLock { $0.sent } }

  package func start(_ handler: @escaping @Sendable (ConnectionEvent) -> Void) {
    let early = state.withLock { state in
      state.handler = handler
      defer { state.early = [] }
      return state.early
    }
    for event in early { handler(event) }
  }

  package func send(_ message: RPCMessage) {
    state.withLock { $0.sent.append(message) }
    outgoing.yield(message)
  }

  package func close() { end(.closedHere) }

  /// The client says something.
  package func receive(_ message: RPCMessage) { deliver(.message(message)) }

  /// The client's bytes arrive, header and all; also in parts.
  package func receive(bytes: [UInt8]) {
    let events = decoder.withLock { decoder in bytes.withUnsafeBytes { decoder.receive($0) } }
    for event in events { deliver(event) }
  }

  /// The client closes its side.
  package func endInput() { end(decoder.withLock { $0.end }) }

  private func end(_ reason: ConnectionEnd) {
    let isFirst = state.withLock { state in
      defer { state.hasEnded = true }
      return !state.hasEnded
    }
    guard isFirst else { return }
    deliver(.ended(reason))
    outgoing.finish()
  }

  private func deliver(_ event: ConnectionEvent) {
    let handler = state.withLock { state in
      if state.handler == nil { state.early.append(event) }
      return state.handler
    }
    handler?(event)
  }
}
