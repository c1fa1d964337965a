/// What a connection brings.
package enum ConnectionEvent: Sendable, Equatable {
  /// A message.
  case message(RPCMessage)
  /// Something that is no message, and the reply that its sender is owed; sending it is the receiver's part.
  case malformed(MalformedMessage)
  /// Nothing more will come.
  case ended(ConnectionEnd)
}

/// Why nothing more comes.
package enum ConnectionEnd: Sendable, Equatable {
  /// The other side closed between two messages.
  case clean
  /// The other side closed inside a message.
  case insideMessage
  /// Reading or writing failed, or the other side has stopped reading what we write.
  case lost(String)
  /// We closed.
  case closedHere
}

/// A way to exchange messages with one other side.
package protocol Connection: Sendable {
  /// Begins to read. The handler is called for one event after the other, never for two at once; the last one is
  /// `ended`.
  func start(_ handler: @escaping @Sendable (ConnectionEvent) -> Void)

  /// Queues a message. Never waits; messages leave in the order in which they were queued.
  func send(_ message: RPCMessage)

  /// Writes what is queued, waiting a bounded time for that, and ends the connection.
  func close()
}
